import { beforeCondition, type Intent, readDescription, readIdentifier } from "./intent.ts";
import type { ToolShape } from "./shape.ts";
import { normalize, splitIdentifier, splitText, words } from "./tokens.ts";
import { type Act, actOf, baseVerb, describedAct, mayBeNoun } from "./verbs.ts";

const verbOfHttp: Readonly<Record<string, { verb: string; act: Act }>> = {
  GET: { verb: "get", act: "read" },
  HEAD: { verb: "get", act: "read" },
  PUT: { verb: "update", act: "update" },
  PATCH: { verb: "update", act: "update" },
  POST: { verb: "create", act: "create" },
  DELETE: { verb: "delete", act: "delete" },
};

/**
 * What the description says is done, for tools that act: it speaks for names that lead to no label, and of devices,
 * which names often leave out (`set_charge_limit`).
 */
export function describedAction(shape: ToolShape, intents: readonly Intent[]): Intent | undefined {
  const { act, ...read } = readDescription(shape);
  const observing = (kind: Act) => kind === "read" || kind === "digest" || kind === "compute";
  const acts =
    act !== undefined && !observing(act) && !(intents[0] !== undefined && observing(intents[0].act));
  const isKnown = intents.some((intent) => intent.kind === "description");
  return acts && !isKnown ? { kind: "description", ...read, act, where: "in the description" } : undefined;
}

/** Everything the definition says the tool does, the strongest evidence first. */
export function intentsOf(shape: ToolShape): Intent[] {
  const named = nameIntent(shape);
  const http = httpIntent(shape, named);
  const described = descriptionIntent(shape, http === undefined ? named : (named ?? http));
  const thing =
    named === undefined && http === undefined && described?.act === "read" ? nameAsThing(shape) : undefined;
  const searched =
    named === undefined && http === undefined && described === undefined ? asSearch(shape) : undefined;
  const actions = [...actionIntents(shape, named), ...listedActions(shape, named)];
  const onlyReads = named?.verb === "manage" && onlyReadingChoices(shape);
  const all = [
    http,
    onlyReads ? undefined : named,
    joinedIntent(shape, named),
    thing,
    searched,
    ...actions,
    described,
  ];
  return all.filter((intent) => intent !== undefined);
}

const judges = words("checker validator linter verifier");
const showing = words("display show");
const shown = words("text message content body markdown html");

function nameIntent(shape: ToolShape): Intent | undefined {
  const { verb, act, objects, nouns } = readIdentifier(ownName(shape));
  // "logs: Get the logs" names what one gets.
  const isThing =
    nouns.length === 0 &&
    act !== "read" &&
    mayBeNoun(verb) &&
    (readDescription(shape).act === "read" || ownName(shape).toLowerCase() === `${verb}s`);
  if (act === undefined || isThing) {
    return undefined;
  }
  // A checker of queries runs none.
  if (mayBeNoun(verb) && (judges.has(nouns.at(-1) ?? "") || judges.has(nouns[0] ?? ""))) {
    return undefined;
  }
  // What is given to be shown is not read.
  if (showing.has(verb) && shape.parameterNamed(shown) !== undefined) {
    return { kind: "name", verb, act: "compute", objects, nouns, where: "in the name" };
  }
  const reads = shape.tool.httpVerb === "GET" || shape.tool.httpVerb === "HEAD";
  const isNounInGet =
    reads &&
    readDescription(shape).verb !== verb &&
    act !== "read" &&
    act !== "delete" &&
    splitIdentifier(ownName(shape))[0] === verb;
  return isNounInGet
    ? {
        kind: "name",
        verb: "get",
        act: "read",
        objects: [[verb, ...nouns]],
        nouns: [verb, ...nouns],
        where: "in the name",
      }
    : { kind: "name", verb, act, objects, nouns, where: "in the name" };
}

/** The second thing that `get_or_create_label` and `find_and_replace` do. */
function joinedIntent(shape: ToolShape, named: Intent | undefined): Intent | undefined {
  const at = named?.nouns.findIndex((noun) => noun === "or" || noun === "and") ?? -1;
  const [verb = "", ...rest] = at === -1 ? [] : (named?.nouns.slice(at + 1) ?? []);
  const act = actOf(verb);
  return named === undefined || act === undefined || mayBeNoun(verb)
    ? undefined
    : {
        ...named,
        verb,
        act,
        objects: rest.length > 0 ? [rest] : named.objects,
        nouns: rest.length > 0 ? rest : readDescription(shape).nouns,
      };
}

/** A name without a verb names what one gets: `guest_history`, `inbox`. */
function nameAsThing(shape: ToolShape): Intent {
  return { kind: "name", verb: "get", act: "read", ...nounsIn(shape.tool.name), where: "in the name" };
}

const engines = words(
  `google bing duckduckgo serp serper serpapi searchapi scholar semanticscholar tavily wikipedia arxiv perplexity exa
  brave searxng stackexchange stackoverflow`,
);

/** A tool that is only called after a search engine searches there. */
function asSearch(shape: ToolShape): Intent | undefined {
  const { objects, nouns } = nounsIn(shape.tool.name);
  return nouns.some((noun) => engines.has(noun))
    ? { kind: "name", verb: "search", act: "read", objects, nouns, where: "in the name" }
    : undefined;
}

/** Many operations are named after their HTTP verb and path; `post` is not what `post_search` does. */
function ownName(shape: ToolShape): string {
  const { name, httpVerb } = shape.tool;
  const prefix = httpVerb === undefined ? "" : name.slice(0, httpVerb.length + 1).toLowerCase();
  return prefix !== "" && new RegExp(`^${httpVerb}[-_./]$`, "i").test(prefix)
    ? name.slice(prefix.length)
    : name;
}

/** The HTTP verb says what the name does not: nothing when both are of the same kind. */
function httpIntent(shape: ToolShape, named: Intent | undefined): Intent | undefined {
  const http = verbOfHttp[shape.tool.httpVerb ?? ""];
  if (http === undefined || (named !== undefined && named.act === http.act && http.act !== "delete")) {
    return undefined;
  }
  if (http.act !== "delete" && named !== undefined && named.act !== "light") {
    return undefined;
  }
  const { objects, nouns } = named ?? nounsIn(ownName(shape));
  return { kind: "http-verb", ...http, objects, nouns, where: "" };
}

function nounsIn(identifier: string): Pick<Intent, "objects" | "nouns"> {
  const nouns = beforeCondition(normalize(splitIdentifier(identifier)), 0).filter(
    (token) => token !== "x" && !/^v\d+$/.test(token),
  );
  return { objects: nouns.length > 0 ? [nouns] : [], nouns };
}

const selectors = /^(?:action|operation|op|method|command|mode|cmd|task)$/i;

/** True when a parameter says what is done, and every choice of it only reads. */
function onlyReadingChoices(shape: ToolShape): boolean {
  const choices = shape.parameters.find(({ name }) => selectors.test(name))?.choices ?? [];
  return choices.length > 0 && choices.every((choice) => readIdentifier(choice).act === "read");
}

function startsWithVerb(choice: string): boolean {
  const [first = ""] = normalize(splitIdentifier(choice));
  return actOf(first) !== undefined && !mayBeNoun(first);
}

/** Tools that do several things name them in one parameter: `action: "list" | "delete"`. */
function actionIntents(shape: ToolShape, named: Intent | undefined): Intent[] {
  const selector = shape.parameters.find(
    (parameter) => selectors.test(parameter.name) && parameter.choices.length > 1,
  );
  // What kind of search it is, is no choice of what is done.
  if (named?.act === "read" && /^(?:mode|task)$/i.test(selector?.name ?? "")) {
    return [];
  }
  // Which HTTP method a request uses is no choice of what the tool does.
  if (
    selector?.choices.every((choice) => /^(?:get|head|post|put|patch|delete|options|trace)$/i.test(choice))
  ) {
    return [];
  }
  const choices = selector?.choices ?? [];
  // One adds numbers where one may also subtract them.
  if (choices.some((choice) => /^(?:subtract|multiply|divide|minus)/i.test(choice))) {
    return [];
  }
  // Choices that are mostly things are kinds of what is read: `klines`, `trade_data`, `alert_list`.
  const isOfThings = choices.filter((choice) => startsWithVerb(choice)).length * 2 < choices.length;
  if (isOfThings) {
    return [];
  }
  const nameNouns = named?.nouns ?? normalize(splitIdentifier(shape.tool.name));
  return choices.flatMap((choice) => {
    const { verb, act, objects, nouns } = readIdentifier(choice);
    // "watch" and "view" among choices are settings as often as reading.
    return act === undefined ||
      (act === "read" && !/^(?:get|list|read|search|find|fetch|query)/i.test(choice))
      ? []
      : [
          {
            kind: "parameter" as const,
            verb,
            act,
            objects: objects.length > 0 ? objects : [nameNouns],
            nouns: [...nouns, ...nameNouns],
            where: `among the choices of "${selector?.name}"`,
          },
        ];
  });
}

const actionList =
  /\b(?:use (?:this|it)(?: tool)? to|supports?|(?:operations|actions)(?: include)?:?)[ :]+((?:["'`]?[a-z]+["'`]?(?:, (?:and |or )?| and | or ))+["'`]?[a-z]+)/i;

/** "Use this tool to create, update and delete users" says more than `admin_users` or `manage_users` does. */
function listedActions(shape: ToolShape, named: Intent | undefined): Intent[] {
  const says = named !== undefined && named.act !== "light" && named.verb !== "manage";
  const list = says ? undefined : actionList.exec(shape.tool.description)?.[1];
  const verbs = (list?.toLowerCase().match(/[a-z]+/g) ?? []).filter(
    (word) => word !== "and" && word !== "or",
  );
  const nouns = named?.nouns ?? normalize(splitIdentifier(shape.tool.name));
  const known = verbs.filter((verb) => actOf(verb) !== undefined);
  return known.length > 1 && known.length * 2 > verbs.length
    ? known
        .filter((verb) => actOf(verb) === "delete")
        .map((verb) => ({
          kind: "description",
          verb,
          act: "delete",
          objects: [nouns],
          nouns,
          where: "in the description",
        }))
    : [];
}

/**
 * The description speaks when the name has no verb or only one that says nothing; when the name has a verb, the
 * description may still say what it is done to, and only readers need that.
 */
function descriptionIntent(shape: ToolShape, known: Intent | undefined): Intent | undefined {
  const read = readDescription(shape);
  const where = "in the description";
  if (known === undefined || known.act === "light") {
    const isThing =
      known === undefined && isNounPhrase(shape.firstSentence) && !occasion.test(shape.firstSentence);
    const act = read.act ?? (isThing ? "read" : undefined);
    const verb = read.verb === "" ? "get" : read.verb;
    return act === undefined ? undefined : { kind: "description", ...read, verb, act, where };
  }
  if (known.act !== "read" && known.act !== "digest") {
    return undefined;
  }
  const act = read.act === "read" || read.act === "digest" ? read.act : known.act;
  // Between two readers the one in the name decides how it reads.
  const isNoise = read.act !== undefined && actOf(read.verb) === "compute";
  return isNoise ? undefined : { ...read, kind: "description", verb: known.verb, act, where };
}

/** "Use this for any payment question" says when the tool is called, not what it gives. */
const occasion =
  /^(?:use|call) (?:this|it)\b.*?\b(?:for|when|whenever|if)\b|^(?:chat|talk|converse|speak)s? (?:with|to)\b/i;

/** "Container logs" describes what a tool gives, when no word in it says that something is done. */
function isNounPhrase(sentence: string): boolean {
  const verbs = splitText(sentence).filter((word) => {
    const base = baseVerb(word);
    return base !== undefined && !mayBeNoun(base) && describedAct(base) !== "read";
  });
  return sentence !== "" && verbs.length === 0;
}
