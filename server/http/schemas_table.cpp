#include "server/http/schemas.hpp"

#include <array>

namespace tally::server::http {

namespace {

constexpr std::array all_schemas{
    Schema{
        "Problem",
        R"({"type":"object","description":"RFC 9457","required":["type","title",)"
        R"("status","detail","instance","code","mend","retry"],"properties":{)"
        R"("type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},)"
        R"("detail":{"type":"string","description":"The sentence for a person"},)"
        R"("instance":{"type":"string"},"code":{"type":"string",)"
        R"("description":"See docs/reference/codes.md"},)"
        R"("mend":{"type":"string"},"retry":{"enum":["never","later"]},)"
        R"("issues":{"type":"array","items":{"$ref":"#/components/schemas/Reason"}}}})"},
    Schema{
        "Reason",
        R"({"type":"object","required":["code","severity","sentence","mend"],)"
        R"("properties":{"code":{"type":"string"},"path":{"type":"string",)"
        R"("description":"Where: lines[3].quantity"},)"
        R"("severity":{"enum":["error","review","note"]},"sentence":{"type":"string"},)"
        R"("mend":{"type":"string"},"arguments":{"type":"object"}}})"},
    Schema{"Done", R"({"type":"object","required":["done"],"properties":{"done":{"const":true}}})"},
    Schema{
        "Health",
        R"({"type":"object","required":["status"],"properties":{"status":{"const":"ok"},)"
        R"("snapshot":{"type":"integer"},"commits":{"type":"integer"},)"
        R"("changes":{"type":"integer"}}})"},
    Schema{"OpenApi", R"({"type":"object","required":["openapi","paths"]})"},
    Schema{"Credentials", R"({"type":"object","required":["login","password"],"properties":{)"
                          R"("login":{"type":"string"},"password":{"type":"string"}}})"},
    Schema{
        "Person",
        R"({"type":"object","required":["login","name","role"],"properties":{)"
        R"("login":{"type":"string"},"name":{"type":"string"},)"
        R"("role":{"$ref":"#/components/schemas/Role"},)"
        R"("duplicate_window_hours":{"type":"integer","description":"Of /v1/me: the company's )"
        R"(setting, for devices to look for doubles themselves"}}})"},
    Schema{"Role", R"({"enum":["rep","desk","warehouse","finance","rules","admin"]})"},
    Schema{
        "Users",
        R"({"type":"object","required":["users"],"properties":{"users":{"type":"array","items":)"
        R"({"$ref":"#/components/schemas/User"}}}})"},
    Schema{
        "User",
        R"({"type":"object","required":["login","name","role","disabled"],"properties":{)"
        R"("login":{"type":"string"},"name":{"type":"string"},)"
        R"("role":{"$ref":"#/components/schemas/Role"},"disabled":{"type":"boolean"}}})"},
    Schema{"UserChange",
           R"({"type":"object","properties":{"name":{"type":"string"},)"
           R"("role":{"$ref":"#/components/schemas/Role"},"disabled":{"type":"boolean"}}})"},
    Schema{"PasswordLink",
           R"({"type":"object","required":["login","path","valid_until"],"properties":{)"
           R"("login":{"type":"string"},"path":{"type":"string",)"
           R"("description":"Behind the site's address"},)"
           R"("valid_until":{"type":"string","format":"date-time"}}})"},
    Schema{
        "NewUser",
        R"({"type":"object","required":["login","name","role"],)"
        R"("properties":{"login":{"type":"string"},"name":{"type":"string"},)"
        R"("role":{"$ref":"#/components/schemas/Role"},"password":{"type":"string",)"
        R"("minLength":8}}})"},
    Schema{
        "NewDevice",
        R"({"type":"object","required":["public_key","name"],"properties":{"public_key":{)"
        R"("type":"string","description":"The uncompressed P-256 point, 65 bytes, base64url"},)"
        R"("name":{"type":"string","maxLength":120},"takes_over":{"type":"array",)"
        R"("items":{"type":"string","pattern":"^[0-9a-f]{32}$"},)"
        R"("description":"Devices of the same person whose keys are gone"}}})"},
    Schema{
        "EnrolledDevice",
        R"({"type":"object","required":["device_id","code","name","logs","next_letter"],)"
        R"("properties":{"device_id":{"type":"string","pattern":"^[0-9a-f]{32}$"},)"
        R"("code":{"type":"string"},"name":{"type":"string"},)"
        R"("next_letter":{"type":"string"},"logs":{"type":"array","items":{"type":"object",)"
        R"("required":["epoch","letter","head","head_hash"],"properties":{)"
        R"("epoch":{"type":"string"},"letter":{"type":"string"},"head":{"type":"integer"},)"
        R"("head_hash":{"type":"string"}}}}}})"},
    Schema{
        "Device",
        R"({"type":"object","required":["device_id","code","name","login","user_name",)"
        R"("enrolled","logs","revoked","revoked_by","taken_over_by"],"properties":{)"
        R"("device_id":{"type":"string"},"code":{"type":"string"},"name":{"type":"string"},)"
        R"("login":{"type":"string"},"user_name":{"type":"string"},)"
        R"("enrolled":{"type":"string","format":"date-time"},"logs":{"type":"integer"},)"
        R"("revoked":{"type":["string","null"]},"revoked_by":{"type":"string"},)"
        R"("taken_over_by":{"type":"string"}}})"},
    Schema{"Devices", R"({"type":"object","required":["devices"],"properties":{"devices":{)"
                      R"("type":"array","items":{"$ref":"#/components/schemas/Device"}}}})"},
    Schema{"Challenge",
           R"({"type":"object","required":["nonce","expires"],"properties":{)"
           R"("nonce":{"type":"string"},"expires":{"type":"string","format":"date-time"}}})"},
    Schema{"SignedChallenge",
           R"({"type":"object","required":["nonce","signature"],"properties":{)"
           R"("nonce":{"type":"string"},"signature":{"type":"string",)"
           R"("description":"P-256 with SHA-256, r and s, base64url; see docs/sync.md"}}})"},
    Schema{"DeviceToken",
           R"({"type":"object","required":["token","expires"],"properties":{)"
           R"("token":{"type":"string","description":"Authorization: Bearer"},)"
           R"("expires":{"type":"string","format":"date-time"}}})"},
    Schema{
        "PushAnswer",
        R"({"type":"object","required":["tallystick","device","epoch","incarnation","head",)"
        R"("head_hash","covered","server_ms","logs","receipts"],"properties":{)"
        R"("tallystick":{"const":"push-answer/1"},"device":{"type":"string"},)"
        R"("epoch":{"type":"string"},"incarnation":{"type":"string"},)"
        R"("head":{"type":"integer"},"head_hash":{"type":"string"},)"
        R"("covered":{"type":"integer"},"server_ms":{"type":"integer"},)"
        R"("logs":{"type":"integer"},"receipts":{"type":"array",)"
        R"("items":{"$ref":"#/components/schemas/Receipt"}}}})"},
    Schema{
        "Receipt",
        R"({"type":"object","required":["seq","hash","result","order_id","number","state",)"
        R"("revision","reasons","lsn","seal"],"properties":{"seq":{"type":"integer"},)"
        R"("hash":{"type":"string"},"result":{"enum":["applied","failed","needs_review",)"
        R"("quarantined","fork"]},"order_id":{"type":"string"},"number":{"type":"string"},)"
        R"("state":{"type":"string"},"revision":{"type":"integer"},"reasons":{"type":"array",)"
        R"("items":{"type":"object"}},"lsn":{"type":"integer"},"seal":{"type":"string"}}})"},
    Schema{
        "Quarantine",
        R"({"type":"object","required":["entries"],"properties":{"entries":{"type":"array",)"
        R"("items":{"type":"object","required":["number","at","device","epoch","seq","why",)"
        R"("who","order_id","reasons","resolved","resolved_by","note"],"properties":{)"
        R"("number":{"type":"integer"},"at":{"type":"string","format":"date-time"},)"
        R"("device":{"type":"string"},"epoch":{"type":"string"},"seq":{"type":"integer"},)"
        R"("why":{"enum":["forked","revoked","unknown_version","unreadable",)"
        R"("order_id_reused","stale","not_applied"]},"who":{"type":"string"},)"
        R"("order_id":{"type":"string"},"reasons":{"type":"array"},)"
        R"("resolved":{"type":["string","null"]},"resolved_by":{"type":"string"},)"
        R"("note":{"type":"string"}}}}}})"},
    Schema{"Resolution", R"({"type":"object","required":["note"],"properties":{)"
                         R"("note":{"type":"string","maxLength":2000}}})"},
    Schema{
        "Snapshot",
        R"({"type":"object","required":["format","number","digest","bytes","as_of","built",)"
        R"("company","parts"],"properties":{"format":{"const":3},"number":{"type":"integer"},)"
        R"("digest":{"type":"string","description":"SHA-256 of \"tallystick snapshot 3\", )"
        R"(\"common DIGEST\" and \"scoped DIGEST\", a line each"},)"
        R"("bytes":{"type":"integer"},"parts":{"type":"array","items":{"type":"object",)"
        R"("required":["name","digest","bytes","chunks"],"properties":{)"
        R"("name":{"enum":["common","scoped"]},"digest":{"type":"string",)"
        R"("description":"SHA-256 of \"bytes N\" and its chunks, a line each"},)"
        R"("bytes":{"type":"integer"},"chunks":{"type":"array","items":{"type":"string",)"
        R"("description":"SHA-256 of 256 KiB, the last one of what is left"}}}}},)"
        R"("as_of":{"type":"string","format":"date","description":"The seller's day"},)"
        R"("built":{"type":"string","format":"date-time",)"
        R"("description":"Since when these prices hold"},)"
        R"("company":{"type":"string"}}})"},
    Schema{
        "Submission",
        R"({"type":"object","required":["order"],"properties":{)"
        R"("order":{"type":"string","description":"The exact bytes of the order document"},)"
        R"("outcome":{"type":"string",)"
        R"("description":"The exact bytes of the outcome the device decided; )"
        R"(left out where the server shall decide alone"},"snapshot":{"type":"string",)"
        R"("description":"Digest of the data it was decided with"},"as_of":{"type":"string",)"
        R"("format":"date"},"core_version":{"type":"string"}}})"},
    Schema{"State", R"({"enum":["accepted","waiting","sent_back","refused","cancelled"]})"},
    Schema{
        "Submitted",
        R"({"type":"object","required":["order_id","number","state","state_since",)"
        R"("state_by","reasons","outcome","repeated"],"properties":{"order_id":{"type":"string",)"
        R"("format":"uuid"},"number":{"type":"string"},)"
        R"("state":{"$ref":"#/components/schemas/State"},)"
        R"("state_since":{"type":"string","format":"date-time"},"state_by":{"type":"string"},)"
        R"("reasons":{"type":"array","items":{"$ref":"#/components/schemas/Reason"}},)"
        R"("outcome":{"type":"string"},"repeated":{"type":"boolean"}}})"},
    Schema{
        "Order",
        R"({"type":"object","required":["order_id","number","state","state_since",)"
        R"("state_by","revision","customer","customer_name","rep","po_number","currency","net",)"
        R"("tax",)"
        R"("total","lines","captured","reasons"],"properties":{"order_id":{"type":"string",)"
        R"("format":"uuid"},"number":{"type":"string"},)"
        R"("state":{"$ref":"#/components/schemas/State"},)"
        R"("state_since":{"type":"string","format":"date-time"},"state_by":{"type":"string"},)"
        R"("revision":{"type":"integer"},"customer":{"type":"string"},)"
        R"("customer_name":{"type":"string"},)"
        R"("rep":{"type":"string"},"po_number":{"type":"string"},"currency":{"type":"string"},)"
        R"("net":{"type":["integer","null"]},"tax":{"type":["integer","null"]},)"
        R"("total":{"type":["integer","null"]},"lines":{"type":"integer"},)"
        R"("captured":{"type":"string","format":"date-time"},)"
        R"("reasons":{"type":"array","items":{"$ref":"#/components/schemas/Reason"}}}})"},
    Schema{"Orders",
           R"({"type":"object","required":["orders","next"],"properties":{"orders":{)"
           R"("type":"array","items":{"$ref":"#/components/schemas/Order"}},)"
           R"("next":{"type":["string","null"],"description":"Hand it back as before="}}})"},
    Schema{"OrderCounts", R"({"type":"object","required":["accepted","waiting","sent_back",)"
                          R"("refused","cancelled"],"additionalProperties":{"type":"integer"}})"},
    Schema{
        "Held",
        R"({"type":"object","required":["line","position","sku","quantity"],)"
        R"("properties":{"line":{"type":"string"},"position":{"type":"integer"},)"
        R"("sku":{"type":"string"},"warehouse":{"type":"string"},"quantity":{"type":"integer"}}})"},
    Schema{"OrderEvent",
           R"({"type":"object","required":["at","by","what","words","state",)"
           R"("revision"],"properties":{"at":{"type":"string","format":"date-time"},)"
           R"("by":{"type":"string"},"what":{"type":"string"},"words":{"type":"string"},)"
           R"("state":{"$ref":"#/components/schemas/State"},"revision":{"type":"integer"}}})"},
    Schema{
        "OrderCredit",
        R"({"type":"object","properties":{)"
        R"("credit":{"type":"object","description":"For desk, finance and admin: what the )"
        R"(customer has used without this order, and what would come of it now","properties":{)"
        R"("currency":{"type":"string"},"decimals":{"type":"integer"},)"
        R"("limit":{"type":["integer","null"]},"invoices":{"type":"integer"},)"
        R"("orders":{"type":"integer"},"used":{"type":["integer","null"]},)"
        R"("available":{"type":["integer","null"]},"order":{"type":["integer","null"]},)"
        R"("over_by":{"type":["integer","null"]},"days_overdue":{"type":"integer"},)"
        R"("hold":{"type":"string"},"verdict":{"enum":["pass","route","hold"]}}},)"
        R"("unusual":{"type":"object","description":"For the same: facts of when it was taken",)"
        R"("properties":{"first_order":{"type":"boolean"},)"
        R"("countries_differ":{"type":"boolean"},"billing_country":{"type":"string"},)"
        R"("shipping_country":{"type":"string"},"orders_in_hour":{"type":"integer"},)"
        R"("others_at_ship_to":{"type":"integer"}}}}})"},
    Schema{
        "OrderDetail",
        R"({"allOf":[{"$ref":"#/components/schemas/Order"},)"
        R"({"$ref":"#/components/schemas/OrderCredit"},{"type":"object",)"
        R"("required":["as_of","core_version","snapshot","order","outcome","events",)"
        R"("reservations",)"
        R"("backorders","actions","paper","versions","delivery_notes"],)"
        R"("properties":{"as_of":{"type":"string","format":"date"},)"
        R"("paper":{"type":"string","description":"The number on the device's paper"},)"
        R"("versions":{"type":"array","description":"The oldest first; empty where the order )"
        R"(was never amended","items":{"type":"object","required":["version","revision","at",)"
        R"("by","order","outcome"],"properties":{"version":{"type":"integer"},)"
        R"("revision":{"type":"integer"},"at":{"type":"string","format":"date-time"},)"
        R"("by":{"type":"string"},"order":{"type":"string"},"outcome":{"type":"string"}}}},)"
        R"("core_version":{"type":"string"},"snapshot":{"type":"string"},)"
        R"("order":{"type":"string"},)"
        R"("outcome":{"type":"string"},"events":{"type":"array",)"
        R"("items":{"$ref":"#/components/schemas/OrderEvent"}},"reservations":{"type":"array",)"
        R"("items":{"$ref":"#/components/schemas/Held"}},"backorders":{"type":"array",)"
        R"("items":{"$ref":"#/components/schemas/Held"}},"actions":{"type":"array",)"
        R"("items":{"enum":["approve","send_back","cancel","acknowledge"]}},)"
        R"("delivery_notes":{"type":"array","items":{"$ref":"#/components/schemas/DeliveryNote"}},)"
        R"("margin":{"type":"object","description":"For desk, finance and admin, where a cost )"
        R"(is known","properties":{"net":{"type":"integer"},"cost":{"type":"integer"},)"
        R"("lines_without_cost":{"type":"integer"}}},)"
        R"("currency_decimals":{"type":"integer"},)"
        R"("products":{"type":"object","description":"Name and unit by SKU, as they are today"},)"
        R"("parties":{"type":"object","description":"Billing address and ship-tos,)"
        R"( as they are today"}}}]})"},
    Schema{
        "DeliveryNote",
        R"({"type":"object","required":["ship_to","note","state"],"properties":{)"
        R"("ship_to":{"type":"string"},"note":{"type":"string"},)"
        R"("state":{"enum":["unacknowledged","acknowledged"]},"by":{"type":"string",)"
        R"("description":"Who acknowledged it last"},"at":{"type":"string",)"
        R"("format":"date-time"},"before":{"type":"string",)"
        R"("description":"What was acknowledged, where the note says something else now"}}})"},
    Schema{
        "OpenNotes",
        R"({"type":"object","required":["notes","open","next"],"properties":{"notes":{)"
        R"("type":"array","items":{"allOf":[{"$ref":"#/components/schemas/DeliveryNote"},)"
        R"({"type":"object","required":["order_id","number","customer_name","since"],)"
        R"("properties":{"order_id":{"type":"string"},"number":{"type":"string"},)"
        R"("customer_name":{"type":"string"},"since":{"type":"string",)"
        R"("format":"date-time"}}}]}},"open":{"type":"integer","description":"On all pages"},)"
        R"("next":{"type":["string","null"],"description":"Hand it back as after="}}})"},
    Schema{"NoteRead",
           R"({"type":"object","required":["note"],"properties":{"note":{"type":"string",)"
           R"("description":"The words that were read; other ones than it has answer 409"}}})"},
    Schema{
        "WaitingCredit",
        R"({"type":"object","required":["orders","total"],"properties":{"orders":{"type":"array",)"
        R"("description":"The one that waits longest first, at most 200","items":{"allOf":[)"
        R"({"$ref":"#/components/schemas/Order"},)"
        R"({"$ref":"#/components/schemas/OrderCredit"},{"type":"object","properties":{)"
        R"("findings":{"type":"array","description":"What credit says of it now; its reasons are )"
        R"(from when it came","items":{"$ref":"#/components/schemas/Reason"}}}}]}},)"
        R"("total":{"type":"integer"}}})"},
    Schema{
        "CustomerCredit",
        R"({"type":"object","required":["customer","name","hold","accounts","open_items",)"
        R"("revision","changes"],"properties":{"customer":{"type":"string"},)"
        R"("name":{"type":"string"},"hold":{"type":"string",)"
        R"("description":"Why nothing goes to it; empty: not on hold"},)"
        R"("accounts":{"type":"array","description":"One for each currency; money in minor units",)"
        R"("items":{"type":"object","required":["currency","decimals","limit","invoices","orders",)"
        R"("used","available","overdue","action","overdue_days_max"],"properties":{)"
        R"("currency":{"type":"string"},"decimals":{"type":"integer"},)"
        R"("limit":{"type":["integer","null"],"description":"Null: none is set"},)"
        R"("invoices":{"type":"integer","description":"What is open of invoices"},)"
        R"("orders":{"type":"integer","description":"What accepted orders will be invoiced for"},)"
        R"("used":{"type":["integer","null"]},"available":{"type":["integer","null"]},)"
        R"("overdue":{"type":"integer"},"action":{"enum":["route","hold"]},)"
        R"("overdue_days_max":{"type":["integer","null"]},)"
        R"("own_action":{"enum":["","route","hold"],"description":"Empty: the company's own holds"},)"
        R"("own_overdue_days_max":{"type":["integer","null"]}}}},)"
        R"("open_items":{"type":"array","description":"The earliest due first, at most 500",)"
        R"("items":{"type":"object","required":["invoice","currency","amount","open","day","due",)"
        R"("days_overdue"],"properties":{"invoice":{"type":"string"},)"
        R"("currency":{"type":"string"},"amount":{"type":"integer"},"open":{"type":"integer"},)"
        R"("day":{"type":"string","format":"date"},"due":{"type":"string","format":"date"},)"
        R"("days_overdue":{"type":"integer"}}}},)"
        R"("revision":{"type":"integer","description":"Send it back with a change"},)"
        R"("changes":{"type":"array","description":"The newest first, at most 50","items":{)"
        R"("type":"object","required":["at","by","what","reason"],"properties":{)"
        R"("at":{"type":"string","format":"date-time"},"by":{"type":"string"},)"
        R"("what":{"type":"string"},"reason":{"type":"string"}}}}}})"},
    Schema{
        "NewCreditLimit",
        R"({"type":"object","required":["currency","reason"],"description":"The account becomes )"
        R"(this: what is left out is not set","properties":{"currency":{"type":"string"},)"
        R"("limit":{"type":"string","description":"Such as 100000.00; empty: none"},)"
        R"("action":{"enum":["","route","hold"],"description":"Empty: the company's own"},)"
        R"("overdue_days_max":{"type":"integer",)"
        R"("description":"Left out: the company's own"},)"
        R"("reason":{"type":"string","maxLength":2000},"revision":{"type":"integer",)"
        R"("description":"The revision that was seen; another one answers 409"}}})"},
    Schema{
        "NewCreditHold",
        R"({"type":"object","required":["hold","reason"],"properties":{)"
        R"("hold":{"type":"boolean"},"reason":{"type":"string","maxLength":2000},)"
        R"("revision":{"type":"integer",)"
        R"("description":"The revision that was seen; another one answers 409"}}})"},
    Schema{
        "Decision",
        R"({"type":"object","properties":{"note":{"type":"string","maxLength":2000,)"
        R"("description":"Needed for sending back and for releasing credit"},)"
        R"("revision":{"type":"integer",)"
        R"("description":"The revision that was seen; another one answers 409"},)"
        R"("backorder":{"type":"boolean","description":"Approve with what is there,)"
        R"( owe the rest"}}})"},
    Schema{
        "Stock",
        R"({"type":"array","items":{"type":"object","required":["sku","warehouse",)"
        R"("on_hand","reserved","available"],"properties":{"sku":{"type":"string"},)"
        R"("warehouse":{"type":"string"},"on_hand":{"type":"integer","description":"Thousandths"},)"
        R"("reserved":{"type":"integer"},"available":{"type":"integer"},)"
        R"("allotted":{"type":"integer","description":"Set aside for devices and people"}}}})"},
    Schema{
        "Allotment",
        R"({"type":"object","required":["id","kind","sku","warehouse","quantity","left",)"
        R"("holder","made","made_by","expires_ms","ended"],"properties":{)"
        R"("id":{"type":"string"},"kind":{"enum":["allotment","hold"]},)"
        R"("sku":{"type":"string"},"warehouse":{"type":"string"},)"
        R"("quantity":{"type":"integer","description":"Thousandths"},)"
        R"("left":{"type":"integer"},"holder":{"type":"string",)"
        R"("description":"login:kim or device:…"},)"
        R"("made":{"type":"string","format":"date-time"},"made_by":{"type":"string"},)"
        R"("expires_ms":{"type":"integer","description":"Of the server's clock"},)"
        R"("ended":{"enum":["","used","released","expired"]}}})"},
    Schema{"Allotments", R"({"type":"object","required":["allotments"],"properties":{)"
                         R"("allotments":{"type":"array",)"
                         R"("items":{"$ref":"#/components/schemas/Allotment"}}}})"},
    Schema{"Holds", R"({"type":"object","required":["holds"],"properties":{"holds":{)"
                    R"("type":"array","items":{"$ref":"#/components/schemas/Allotment"}}}})"},
    Schema{
        "NewAllotment",
        R"({"type":"object","required":["sku","quantity","expires_ms"],"properties":{)"
        R"("id":{"type":"string","description":"32 hexadecimal digits: sent twice, done once"},)"
        R"("sku":{"type":"string"},"warehouse":{"type":"string",)"
        R"("description":"Left out: the first that has all of it"},)"
        R"("quantity":{"type":"integer","description":"Thousandths"},)"
        R"("device":{"type":"string"},"login":{"type":"string"},)"
        R"("expires_ms":{"type":"integer"}}})"},
    Schema{
        "NewHold",
        R"({"type":"object","required":["sku","quantity"],"properties":{"id":{"type":"string"},)"
        R"("sku":{"type":"string"},"warehouse":{"type":"string"},)"
        R"("quantity":{"type":"integer","description":"Thousandths"}}})"},
    Schema{
        "Changes",
        R"({"type":"object","required":["tallystick","incarnation","after","upto",)"
        R"("reset","complete","rows","digests","heads","server_ms","poll_ms"],"properties":{)"
        R"("tallystick":{"const":"changes/1"},"incarnation":{"type":"string"},)"
        R"("after":{"type":"integer"},"upto":{"type":"integer",)"
        R"("description":"Ask with this as after= the next time"},)"
        R"("reset":{"type":"boolean","description":"The rows begin anew"},)"
        R"("complete":{"type":"boolean"},"rows":{"type":"array","items":{"type":"object",)"
        R"("required":["kind","key","lsn","row"],"properties":{"kind":{"type":"string"},)"
        R"("key":{"type":"string"},"lsn":{"type":"integer"},"row":{"type":["string","null"],)"
        R"("description":"JSON as a text, so that its bytes can be hashed; null: gone"}}}},)"
        R"("digests":{"type":"object","additionalProperties":{"type":"string"}},)"
        R"("heads":{"type":"array","items":{"type":"object","required":["epoch","seq"],)"
        R"("properties":{"epoch":{"type":"string"},"seq":{"type":"integer"}}}},)"
        R"("server_ms":{"type":"integer"},"poll_ms":{"type":"integer"}}})"},
    Schema{
        "NewNotice",
        R"({"type":"object","required":["to","words"],"properties":{"to":{"type":"string",)"
        R"("description":"all, role:desk, login:kim"},"words":{"type":"string",)"
        R"("maxLength":2000}}})"},
    Schema{"MasterKind", R"({"enum":["products","price_lists","prices","promotions","tax_rates",)"
                         R"("tax_places","exchange_rates","costs","customers","warehouses",)"
                         R"("rate_cards","terms"]})"},
    Schema{
        "MasterPage",
        R"({"type":"object","required":["kind","records","total"],"properties":{)"
        R"("kind":{"$ref":"#/components/schemas/MasterKind"},"records":{"type":"array",)"
        R"("items":{"type":"object","required":["key","title","record"],"properties":{)"
        R"("key":{"type":"string"},"title":{"type":"string"},"record":{"type":"object",)"
        R"("description":"Its element of the company document"}}}},)"
        R"("total":{"type":"integer"},"next":{"type":"string",)"
        R"("description":"Ask with this as after= for the next page"}}})"},
    Schema{
        "MasterRecord",
        R"({"type":"object","required":["kind","key","title","record","digest","changes"],)"
        R"("properties":{"kind":{"$ref":"#/components/schemas/MasterKind"},)"
        R"("key":{"type":"string"},"title":{"type":"string"},"record":{"type":["object","null"],)"
        R"("description":"Null: it was removed"},"digest":{"type":"string",)"
        R"("description":"Send it back as based_on"},"changes":{"type":"array",)"
        R"("description":"The newest first, at most 50","items":{"type":"object",)"
        R"("required":["at","by","what","before","after"],"properties":{)"
        R"("at":{"type":"string","format":"date-time"},"by":{"type":"string"},)"
        R"("what":{"enum":["added","changed","removed"]},)"
        R"("before":{"type":["object","null"]},"after":{"type":["object","null"]}}}},)"
        R"("issues":{"type":"array","description":"Of customers, warehouses and rate cards: )"
        R"(what is to be mended in them","items":{"$ref":"#/components/schemas/MasterIssue"}}}})"},
    Schema{
        "MasterIssue",
        R"({"allOf":[{"$ref":"#/components/schemas/Reason"},{"type":"object","properties":{)"
        R"("proposals":{"type":"array","description":"Each a way to mend it","items":{)"
        R"("type":"array","items":{"type":"object","required":["path","from","to"],"properties":{)"
        R"("path":{"type":"string"},"from":{"type":"string"},"to":{"type":"string"}}}}}}}]})"},
    Schema{
        "MasterChange",
        R"({"type":"object","required":["record"],"properties":{"record":{"type":"object",)"
        R"("description":"Its element of the company document"},"key":{"type":"string",)"
        R"("description":"Left out or empty: a new one"},"based_on":{"type":"string",)"
        R"("description":"The digest of what was shown"},"check_only":{"type":"boolean",)"
        R"("description":"Write nothing; answer with the issues"}}})"},
    Schema{
        "MasterAnswer",
        R"({"oneOf":[{"$ref":"#/components/schemas/MasterRecord"},{"type":"object",)"
        R"("required":["issues"],"description":"With check_only","properties":{)"
        R"("issues":{"type":"array","items":{"$ref":"#/components/schemas/MasterIssue"}}}}]})"},
    Schema{"MasterRemoval", R"({"type":"object","required":["based_on"],"properties":{)"
                            R"("based_on":{"type":"string"}}})"},
    Schema{
        "RuleStage",
        R"({"type":"object","required":["number","at","by","what","digest","name","channels",)"
        R"("share","note","before"],"properties":{"number":{"type":"integer"},)"
        R"("at":{"type":"string","format":"date-time"},"by":{"type":"string"},)"
        R"("what":{"enum":["draft","live","taken back","automation","words","loaded"]},)"
        R"("digest":{"type":"string","description":"Empty: of no one set"},)"
        R"("name":{"type":"string"},"channels":{"type":"array","items":{"type":"string"}},)"
        R"("share":{"type":"integer"},"note":{"type":"string"},"before":{"type":"integer",)"
        R"("description":"Where a step back from it leads; 0: nowhere"}}})"},
    Schema{
        "KeptRuleSet",
        R"({"type":"object","required":["digest","name","author","at","note","state"],)"
        R"("properties":{"digest":{"type":"string"},"name":{"type":"string"},)"
        R"("author":{"type":"string","description":"Empty: it came with a company document"},)"
        R"("at":{"type":"string","format":"date-time"},"note":{"type":"string"},)"
        R"("state":{"enum":["draft","live","replaced"]}}})"},
    Schema{
        "RuleBook",
        R"({"type":"object","required":["stage","currency","live","automation","words","sets",)"
        R"("stages"],"properties":{"stage":{"type":"integer",)"
        R"("description":"Send it back as seen with a change"},"currency":{"type":"string"},)"
        R"("live":{"type":"array","description":"The first that an order belongs to decides it",)"
        R"("items":{"type":"object","required":["digest","name","channels","share"],"properties":{)"
        R"("digest":{"type":"string"},"name":{"type":"string"},"channels":{"type":"array",)"
        R"("description":"Empty: all","items":{"type":"string"}},"share":{"type":"integer"}}}},)"
        R"("automation":{"type":"array","items":{"$ref":"#/components/schemas/AutomationRow"}},)"
        R"("words":{"type":"array","items":{"type":"object","required":["list","words"],)"
        R"("properties":{"list":{"type":"string"},"words":{"type":"array","items":{)"
        R"("type":"string"}}}}},"sets":{"type":"array","description":"The newest first, at most 200",)"
        R"("items":{"$ref":"#/components/schemas/KeptRuleSet"}},"stages":{"type":"array",)"
        R"("description":"The newest first, at most 100",)"
        R"("items":{"$ref":"#/components/schemas/RuleStage"}}}})"},
    Schema{
        "AutomationRow",
        R"({"type":"object","required":["decision","mode"],"description":"The first row that )"
        R"(matches holds; without one a decision is automatic","properties":{)"
        R"("decision":{"type":"string"},"channel":{"enum":["rep","desk","web","import"]},)"
        R"("group":{"type":"string"},"mode":{"enum":["off","suggest","automatic"]}}})"},
    Schema{
        "RuleSet",
        R"({"allOf":[{"$ref":"#/components/schemas/KeptRuleSet"},{"type":"object",)"
        R"("required":["text","printed","rules","stages"],"properties":{"text":{"type":"string"},)"
        R"("printed":{"type":"string","description":"The canonical text; empty where the text )"
        R"(does not read with the words of today"},"rules":{"type":"array","items":{)"
        R"("type":"object","required":["decision","rule","fired","wrong"],"properties":{)"
        R"("decision":{"type":"string"},"rule":{"type":"string"},"fired":{"type":"integer",)"
        R"("description":"Orders in which it had a part"},"wrong":{"type":"integer",)"
        R"("description":"Orders where it was marked as wrong"}}}},"stages":{"type":"array",)"
        R"("items":{"$ref":"#/components/schemas/RuleStage"}}}}]})"},
    Schema{
        "RuleOrders",
        R"({"type":"object","required":["orders"],"properties":{"orders":{"type":"array",)"
        R"("description":"The newest first, at most 200","items":{"type":"object",)"
        R"("required":["order_id","number","customer_name","state"],"properties":{)"
        R"("order_id":{"type":"string"},"number":{"type":"string"},)"
        R"("customer_name":{"type":"string"},"state":{"type":"string"},)"
        R"("marked_by":{"type":"string"},"note":{"type":"string"}}}}}})"},
    Schema{"RuleText", R"({"type":"object","properties":{"text":{"type":"string"}}})"},
    Schema{
        "RuleCheck",
        R"({"type":"object","required":["reads","findings"],"properties":{"reads":{)"
        R"("type":"boolean"},"digest":{"type":"string"},"printed":{"type":"string"},)"
        R"("rules":{"type":"integer"},"decisions":{"type":"integer"},)"
        R"("may_go_live":{"type":"boolean"},"findings":{"type":"array",)"
        R"("items":{"$ref":"#/components/schemas/Reason"}}}})"},
    Schema{"RuleCursor",
           R"({"type":"object","required":["cursor"],"properties":{"text":{"type":"string"},)"
           R"("cursor":{"type":"integer","description":"In bytes of UTF-8"}}})"},
    Schema{
        "RuleCompletion",
        R"({"type":"object","required":["from","words"],"properties":{"from":{"type":"integer",)"
        R"("description":"What stands from here to the cursor is replaced"},"words":{)"
        R"("type":"array","items":{"type":"string"}}}})"},
    Schema{
        "RulePair",
        R"({"type":"object","properties":{"before":{"type":"string",)"
        R"("description":"A digest; empty: no rules"},"after":{"type":"string",)"
        R"("description":"A digest; or else text"},"text":{"type":"string"}}})"},
    Schema{
        "RuleDifference",
        R"({"type":"object","required":["decisions"],"properties":{"decisions":{"type":"array",)"
        R"("items":{"type":"object","required":["decision","sentences","partial"],"properties":{)"
        R"("decision":{"type":"string"},"sentences":{"type":"array","items":{"type":"string"}},)"
        R"("partial":{"type":"boolean","description":"There may be more"}}}}}})"},
    Schema{"NewRuleSet",
           R"({"type":"object","required":["name","text"],"properties":{"name":{"type":"string",)"
           R"("maxLength":120},"text":{"type":"string"},"note":{"type":"string"}}})"},
    Schema{
        "RuleWish",
        R"({"type":"object","properties":{"note":{"type":"string"},"seen":{"type":"integer",)"
        R"("description":"The stage that was seen; another one answers 409"}}})"},
    Schema{
        "RulePublication",
        R"({"allOf":[{"$ref":"#/components/schemas/RuleWish"},{"type":"object",)"
        R"("required":["digest"],"properties":{"digest":{"type":"string"},"channels":{)"
        R"("type":"array","description":"Empty: all","items":{)"
        R"("enum":["rep","desk","web","import"]}},"share":{"type":"integer","minimum":1,)"
        R"("maximum":100,"description":"Of the customers, always the same ones"}}}]})"},
    Schema{
        "RuleAutomation",
        R"({"allOf":[{"$ref":"#/components/schemas/RuleWish"},{"type":"object",)"
        R"("required":["automation"],"properties":{"automation":{"type":"array",)"
        R"("items":{"$ref":"#/components/schemas/AutomationRow"}}}}]})"},
    Schema{
        "NewRuleWords",
        R"({"allOf":[{"$ref":"#/components/schemas/RuleWish"},{"type":"object",)"
        R"("required":["list","words"],"properties":{"list":{)"
        R"("enum":["team","task","mail","hook","tag"]},"words":{"type":"array","items":{)"
        R"("type":"string"}}}}]})"},
    Schema{
        "NewBacktest",
        R"({"type":"object","description":"A digest or a text","properties":{)"
        R"("digest":{"type":"string"},"text":{"type":"string"},"channels":{"type":"array",)"
        R"("items":{"enum":["rep","desk","web","import"]}},"share":{"type":"integer"},)"
        R"("from":{"type":"string","format":"date","description":"Orders taken from this day on"},)"
        R"("until":{"type":"string","format":"date"}}})"},
    Schema{
        "Backtest",
        R"({"type":"object","required":["number","state","done","orders"],"properties":{)"
        R"("number":{"type":"integer"},"state":{"enum":["running","finished","cancelled",)"
        R"("failed"]},"done":{"type":"integer"},"orders":{"type":"integer"},)"
        R"("issues":{"type":"array","items":{"$ref":"#/components/schemas/Reason"}},)"
        R"("report":{"$ref":"#/components/schemas/BacktestReport"}}})"},
    Schema{
        "BacktestReport",
        R"({"type":"object","required":["orders","changed","not_told","decided_anew",)"
        R"("decisions","values","top"],"properties":{"orders":{"type":"integer"},)"
        R"("changed":{"type":"integer"},"not_told":{"type":"integer","description":"Orders of )"
        R"(which the values are not kept"},"decided_anew":{"type":"integer"},"decisions":{)"
        R"("type":"array","items":{"type":"object","required":["decision","same","changed"],)"
        R"("properties":{"decision":{"type":"string"},"same":{"type":"integer"},)"
        R"("changed":{"type":"integer"}}}},"values":{"type":"array",)"
        R"("description":"Of the orders that change, in minor units","items":{"type":"object",)"
        R"("required":["currency","orders","total"],"properties":{"currency":{"type":"string"},)"
        R"("decimals":{"type":"integer"},"orders":{"type":"integer"},"total":{"type":"integer"},)"
        R"("total_then":{"type":"integer","description":"With the rules that are tried"}}}},)"
        R"("top":{"type":"array","description":"The twenty of most value","items":{)"
        R"("type":"object","required":["order_id","number","customer_name","currency","total",)"
        R"("changes"],"properties":{"order_id":{"type":"string"},"number":{"type":"string"},)"
        R"("customer_name":{"type":"string"},"currency":{"type":"string"},)"
        R"("total":{"type":"integer"},"total_then":{"type":"integer"},"changes":{"type":"array",)"
        R"("items":{"type":"object","required":["decision","before","after"],"properties":{)"
        R"("decision":{"type":"string"},"before":{"type":"string"},"after":{"type":"string"}}}}}}}}})"},
    Schema{
        "Rulings",
        R"({"type":"object","required":["number","set","digest","decisions"],"properties":{)"
        R"("number":{"type":"string"},"set":{"type":"string"},"digest":{"type":"string"},)"
        R"("decisions":{"type":"array","items":{"type":"object","required":["decision","status",)"
        R"("mode","server","answers","fired","otherwise","sentences"],"properties":{)"
        R"("decision":{"type":"string"},"status":{"type":"string"},)"
        R"("mode":{"enum":["off","suggest","automatic"]},"server":{"type":"boolean",)"
        R"("description":"Asked again with what only the server knows"},"answers":{)"
        R"("type":"array","items":{"type":"string"}},"answer":{"type":"integer"},"fired":{)"
        R"("type":"array","items":{"type":"string"}},"otherwise":{"type":"boolean"},)"
        R"("sentences":{"type":"array","items":{"type":"string"}}}}}}})"},
    Schema{
        "RulingMark",
        R"({"type":"object","required":["decision","rule"],"properties":{)"
        R"("decision":{"type":"string"},"rule":{"type":"string",)"
        R"("description":"One that had a part in the order, or Otherwise"},)"
        R"("note":{"type":"string"}}})"},
};

}  // namespace

std::span<const Schema> schemas() { return all_schemas; }

}  // namespace tally::server::http
