import { gerund, participle, past, thirdPerson } from "../language/verbs.ts";

/** A request's core: a verb in its base form, and everything after it. */
export interface Clause {
  verb: string;
  rest: string;
}

export const clause = (verb: string, ...rest: (string | undefined)[]): Clause => ({
  verb,
  rest: rest.filter((part) => part !== undefined && part !== "").join(" "),
});

/** A clause from text that begins with its verb's base form: "free some space on the team drive". */
export function clauseOf(text: string): Clause {
  const space = text.indexOf(" ");
  return space < 0 ? { verb: text, rest: "" } : { verb: text.slice(0, space), rest: text.slice(space + 1) };
}

const joined = (verb: string, rest: string) => (rest === "" ? verb : `${verb} ${rest}`);

/** "send an e-mail to Petra": also after "please", "could you", "I need you to". */
export const base = ({ verb, rest }: Clause): string => joined(verb, rest);
/** "sending an e-mail to Petra" */
export const doing = ({ verb, rest }: Clause): string => joined(gerund(verb), rest);
/** "sent an e-mail to Petra" */
export const did = ({ verb, rest }: Clause): string => joined(past(verb), rest);
/** "sent" as in "has been sent". */
export const done = ({ verb, rest }: Clause): string => joined(participle(verb), rest);
/** "sends an e-mail to Petra" */
export const does = ({ verb, rest }: Clause): string => joined(thirdPerson(verb), rest);
