import type { ServerDefinition } from "../../ots/server.ts";
import { readSnapshot } from "../../tools/live/snapshot.ts";
import { snapshotFile } from "../../tools/live/snapshot-file.ts";
import type { RelatedPlace } from "../finding.ts";
import { rangeBetween } from "../fix.ts";
import type { ConfigContext, RuleFinding } from "../rule.ts";

/** A tool that a configured server listed when somebody last looked. */
interface Listed {
  server: ServerDefinition;
  name: string;
  description: string;
  /** Where the agreed listing has it. */
  place: RelatedPlace;
}

const maxTools = 500;
/** Clients that put the server's name before the tool's: there the model sees two names, but much the same tool. */
const prefixing = /^(?:claude|vscode|code-workspace|devcontainer|codex|gemini)/;
/** Words by which a description speaks about the use of another tool. */
const steering =
  /\b(?:before|after|instead of|rather than|replaces?|supersedes?|do not (?:use|call)|don't (?:use|call)|never (?:use|call)|must (?:first |also |always )?(?:be )?call(?:ed)?|whenever)\b/i;

/** Tools of one name from two servers of a client, and tools that tell the model how to use another server's. */
export function acrossServers(context: ConfigContext): RuleFinding[] {
  const listed = context.servers
    .filter(({ disabled }) => !disabled)
    .flatMap((server) => toolsOf(context, server));
  const byName = Map.groupBy(listed, ({ name }) => name);
  return [...collisions(byName), ...listed.flatMap((tool) => steered(tool, byName))];
}

/** What the server offers to the model, by the agreed listing. */
function toolsOf(context: ConfigContext, server: ServerDefinition): Listed[] {
  const file = snapshotFile(server);
  const text = context.read(file);
  const snapshot = text === undefined ? undefined : readSnapshot(text);
  const isOffered = (name: string) =>
    !server.excludedTools.includes(name) && (server.allowedTools?.includes(name) ?? true);
  return (snapshot?.tools ?? [])
    .slice(0, maxTools)
    .filter(({ name }) => isOffered(name))
    .map(({ name, description = "" }) => {
      const written = JSON.stringify(name);
      const at = Math.max(0, text?.indexOf(`"name": ${written}`) ?? 0);
      return {
        server,
        name,
        description,
        place: {
          message: `\`${name.slice(0, 40)}\` of \`${server.name.slice(0, 40)}\``,
          file,
          range: rangeBetween(text ?? "", at, at + `"name": ${written}`.length),
        },
      };
    });
}

function collisions(byName: ReadonlyMap<string, readonly Listed[]>): RuleFinding[] {
  return [...byName.values()].flatMap((tools): RuleFinding[] => {
    const [first] = tools;
    const other = tools.find(({ server }) => server.id !== first?.server.id);
    return first === undefined || other === undefined
      ? []
      : [
          {
            severity: prefixing.test(other.server.format) ? "info" : "warning",
            confidence: "likely",
            message: `\`${first.name.slice(0, 40)}\` is also a tool of \`${first.server.name.slice(0, 30)}\`: the model cannot tell which it calls.`,
            range: other.server.source.nameRange,
            related: tools.slice(0, 10).map(({ place }) => place),
          },
        ];
  });
}

/** A description that names another server's tool and says when to call it, or not to. */
function steered(tool: Listed, byName: ReadonlyMap<string, readonly Listed[]>): RuleFinding[] {
  const { description, server } = tool;
  if (!steering.test(description)) {
    return [];
  }
  for (const match of description.slice(0, 20_000).matchAll(/[A-Za-z][\w-]{4,80}/g)) {
    const others = byName.get(match[0]) ?? [];
    const isOwn = others.some((one) => one.server.id === server.id);
    const around = description.slice(Math.max(0, match.index - 60), match.index + match[0].length + 60);
    // A name that is also a word of the language is marked as a name, or has a joint.
    const isName = /[_-]|[a-z][A-Z]/.test(match[0]) || description.charAt(match.index - 1) === "`";
    const [other] = others;
    if (other !== undefined && !isOwn && isName && steering.test(around)) {
      return [
        {
          severity: "error",
          confidence: "likely",
          message: `\`${tool.name.slice(0, 30)}\` tells the model how to use \`${other.name.slice(0, 30)}\`, another server's tool.`,
          range: server.source.nameRange,
          related: [tool.place, other.place],
        },
      ];
    }
  }
  return [];
}
