/** What a parameter's values are, told from its name, schema and description. */
export type Kind =
  | "email"
  | "phone"
  | "person"
  | "username"
  | "company"
  | "address"
  | "city"
  | "country"
  | "language"
  | "timezone"
  | "path"
  | "folder"
  | "filename"
  | "url"
  | "domain"
  | "host"
  | "ip"
  | "port"
  | "account"
  | "card"
  | "wallet"
  | "amount"
  | "currency"
  | "percent"
  | "ticker"
  | "date"
  | "time"
  | "datetime"
  | "duration"
  | "id"
  | "uuid"
  | "repository"
  | "repository-name"
  | "owner"
  | "branch"
  | "commit"
  | "channel"
  | "room"
  | "device"
  | "drug"
  | "role"
  | "group"
  | "environment"
  | "service"
  | "image"
  | "resource"
  | "database"
  | "table"
  | "sql"
  | "shell"
  | "code"
  | "selector"
  | "pattern"
  | "search"
  | "filter"
  | "json"
  | "title"
  | "text"
  | "reason"
  | "label"
  | "secret"
  | "color"
  | "version"
  | "latitude"
  | "longitude"
  | "quantity"
  | "measure"
  | "number"
  | "rating"
  | "paging"
  | "airport"
  | "product"
  | "status"
  | "emoji"
  | "bytes"
  | "choice"
  | "flag"
  | "rows"
  | "anything";

/** The part a parameter plays in a request. */
export type Role =
  | "object" // the thing acted on
  | "recipient" // who or where it goes to
  | "source" // where it comes from
  | "place" // where it happens: folder, room, host, repository
  | "amount"
  | "currency"
  | "quantity"
  | "setpoint" // the value a device or record is set to
  | "time"
  | "duration"
  | "title"
  | "text"
  | "reason"
  | "expression" // a command, statement, script, search or filter
  | "grant" // a role or permission that is given
  | "choice"
  | "flag"
  | "secret"
  | "field" // a value of the record: phone, address, colour
  | "detail"; // page sizes, time-outs and the like

/** What a true/false parameter switches, as far as its name tells. */
export type FlagMeaning =
  | "dry-run" // true: nothing happens
  | "confirm" // true: somebody agreed
  | "force" // true: checks are overridden
  | "wide" // true: more than the named thing: recursive, all, cascade
  | "permanent" // true: cannot be undone
  | "public" // true: others can see it
  | "guard" // true: a protection or record is kept: verify, backup, log, notify, approval
  | "unguard" // true: a protection is left out: skip, disable, ignore, no-verify
  | "plain";
