import { ascii } from "../language/words.ts";
import type { Random } from "../random.ts";
import type { Locale } from "./locales.ts";

export interface Person {
  name: string;
  given: string;
  family: string;
  email: string;
  username: string;
  role: string;
}

/** Makes people that never share a given or family name with an earlier one of the same maker. */
export function peopleMaker(random: Random, home: Locale) {
  const given = random.fork("given").shuffle(home.given);
  const family = random.fork("family").shuffle(home.family);
  const form = random.fork("address").int(0, 2);
  let made = 0;
  return (domain: string, role: string): Person => {
    const first = given[made % given.length] ?? home.country;
    const last = family[made % family.length] ?? home.country;
    made++;
    const [a, b] = [ascii(first), ascii(last)];
    const local = [`${a}.${b}`, `${a.charAt(0)}.${b}`, `${a}${b.charAt(0)}`][form] ?? a;
    return {
      name: `${first} ${last}`,
      given: first,
      family: last,
      email: `${local}@${domain}`,
      username: [`${a.charAt(0)}${b}`, `${a}.${b}`, `${a}-${b}`][form] ?? a,
      role,
    };
  };
}
