import type { CallView, Engine, FunctionReference } from "../engine.ts";
import { placeOf } from "../engine.ts";
import type { Parameter } from "../ir.ts";
import { type CodePlace, plainTaint, unknown, type Value } from "../value.ts";

/** Types of the parameter that holds a web request, in the frameworks of both languages. */
const requestType =
  /^(?:(?:express|web|http|vscode|starlette\.requests|fastapi|aiohttp\.web)\.)?(?:Request|NextRequest|NextApiRequest|VercelRequest|FastifyRequest|HttpRequest|HonoRequest)\b(?!Handler)/;

/** Words without which a file answers no web requests. */
const mayAnswer = /Request\b|fastapi|FastAPI|APIRouter|starlette|sanic|litestar/;

/** `app.post(path, (req, res) => …)`. */
const registering =
  /^(express|express\.Router|fastify|hono\.Hono|koa-router|@koa\/router|polka|itty-router\.Router|elysia\.Elysia|@hono\/zod-openapi\.OpenAPIHono)\(\)\.(get|post|put|patch|delete|all)$/;

const decorating =
  /^(fastapi\.(FastAPI|APIRouter)|sanic\.Sanic|litestar\.Router)\(\)\.(get|post|put|patch|delete|websocket|api_route)$/;

function requested(engine: Engine, place: CodePlace): Value {
  return {
    taints: [plainTaint(engine.source("untrusted", "a web request", place))],
    references: [],
  };
}

/** What the first parameter of a function is that a call makes the answer to web requests. */
export function requestFor(engine: Engine, view: CallView): Value | undefined {
  if (!view.paths.some((path) => registering.test(path))) {
    return undefined;
  }
  const value = requested(engine, placeOf(view.frame, view.at));
  const names = ["body", "query", "params", "headers", "cookies", "req", "request"];
  return { ...unknown, fields: new Map(names.map((name) => [name, value])) };
}

/**
 * What a function is given that answers web requests, told by its decorator or by the type of its parameter; undefined
 * for all others. Parameters that the framework fills in itself are unknown.
 */
export function routeArguments(
  engine: Engine,
  { definition, scope }: FunctionReference,
): Value[] | undefined {
  const { unit } = scope;
  if (!unit.holds(mayAnswer)) {
    return undefined;
  }
  const { text } = unit.document;
  const typeOf = ({ type }: Parameter) => (type === undefined ? "" : text.slice(type.start, type.end));
  const isRoute = unit.isPython && definition.decorators.some((one) => isRouteDecorator(engine, one, scope));
  const isNext = !unit.isPython && /^(POST|PUT|PATCH|GET|DELETE)$/.test(definition.name);
  const values = definition.parameters.map((parameter, index) => {
    const type = typeOf(parameter);
    const isRequest = requestType.test(type) || (isNext && index === 0);
    const isGiven = isRoute && isFromRequest(parameter, type, text);
    return isRequest || isGiven
      ? requested(engine, { unit, start: parameter.start, end: parameter.end })
      : unknown;
  });
  return values.some(({ taints }) => taints.length > 0) ? values : undefined;
}

function isRouteDecorator(
  engine: Engine,
  decorator: FunctionReference["definition"]["decorators"][number],
  scope: FunctionReference["scope"],
): boolean {
  if (decorator.kind !== "call" || decorator.callee.kind !== "member") {
    return false;
  }
  const { object, property } = decorator.callee;
  const value = object.kind === "name" ? engine.moduleScope(scope.unit).names.get(object.name) : undefined;
  return (
    value?.references.some((one) => one.kind === "path" && decorating.test(`${one.path}.${property}`)) ===
    true
  );
}

/** Numbers and choices are checked by the framework; dependencies come from the program. */
function isFromRequest({ fallback }: Parameter, type: string, text: string): boolean {
  const given = fallback === undefined ? "" : text.slice(fallback.start, fallback.end);
  return (
    !/\b(?:Depends|Security|BackgroundTasks|Response)\b/.test(`${type} ${given}`) &&
    !/^(?:int|float|bool|UUID|datetime|date|Literal\b.*)$/.test(type)
  );
}
