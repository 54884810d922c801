import { access } from "./access.ts";
import { calendar } from "./calendar.ts";
import { chat } from "./chat.ts";
import { cloud } from "./cloud.ts";
import { code } from "./code.ts";
import { database } from "./database.ts";
import type { Domain } from "./domain.ts";
import { files } from "./files.ts";
import { health } from "./health.ts";
import { home } from "./home.ts";
import { machines } from "./machines.ts";
import { mail } from "./mail.ts";
import { money } from "./money.ts";
import { office } from "./office.ts";
import { people } from "./people.ts";
import { school } from "./school.ts";
import { shell } from "./shell.ts";
import { shop } from "./shop.ts";
import { social } from "./social.ts";
import { support } from "./support.ts";
import { travel } from "./travel.ts";
import { web } from "./web.ts";

/** Every field the simulator knows the talk of; `office` last, where nothing fits better. */
export const domains: readonly Domain[] = [
  mail,
  chat,
  calendar,
  files,
  code,
  shell,
  database,
  cloud,
  money,
  shop,
  support,
  people,
  school,
  health,
  home,
  machines,
  social,
  travel,
  web,
  access,
  office,
];
