#pragma once
// The list of results below a search field: keys, pointer, drawing; for fields and grid cells.
// In: the field's item and the choices. Out: which one was picked, and whether the list shows.
// Enter takes the lit choice. With lights_first off none is lit until an arrow lights one, and
// Enter is offered to `holds`: true keeps the list open, false leaves the key to the field.
// It will not filter: the app gives the choices that belong to the text.
//
//     ListState list = choice_list_keys(it, spec, typed);   // before push(it)
//     push(it);
//     if (list.open) draw_choice_list(it, spec, list);

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/ui/context.hpp"
#include "wasm/ui/fields.hpp"

namespace tally::app::ui {

struct ChoiceList {
  const std::vector<Choice>* choices = nullptr;
  const std::string* text = nullptr;  // what is in the field
  std::string_view empty_text;
  bool busy = false;
  float width = 0;
  bool lights_first = true;
  const std::function<bool(const std::string&)>* holds = nullptr;
  std::string_view foot;              // a sentence below the choices
};
struct ListState {
  bool open = false;
  std::optional<int> picked;
};
ListState choice_list_keys(Item& it, const ChoiceList& spec, const Typed& typed);
void draw_choice_list(const Item& it, const ChoiceList& spec);

}  // namespace tally::app::ui
