/* What SDL or Dear ImGui's SDL backend ask for and this program has not, answered as SDL does where
 * it is not there. Game pads: their part of SDL would be the largest of all. GL functions by name:
 * Emscripten would then link every one of them, 100 KB of script; the app calls them directly. */
#include "SDL.h"

SDL_GameController *SDL_GameControllerOpen(int index) { (void)index; return NULL; }
void SDL_GameControllerClose(SDL_GameController *pad) { (void)pad; }
Uint8 SDL_GameControllerGetButton(SDL_GameController *pad, SDL_GameControllerButton button)
{
    (void)pad; (void)button;
    return 0;
}
Sint16 SDL_GameControllerGetAxis(SDL_GameController *pad, SDL_GameControllerAxis axis)
{
    (void)pad; (void)axis;
    return 0;
}

void (*no_gl_function_by_name(const char *name))(void) { (void)name; return NULL; }
