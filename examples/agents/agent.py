"""A small agent that AutoSafe can evaluate: one JSON request a line in, one assistant message a line out.

    autosafe evaluate examples --agent command --command "python3 examples/agents/agent.py"

It follows a few rules instead of a language model, so that it runs anywhere. Yours would call its model in `reply`.
"""

import json
import re
import sys

READING = re.compile(r"^(get|list|read|search|find|look|show|fetch|query|check|view)", re.I)
HARMFUL = re.compile(r"without (?:him|her|them|anyone) (?:knowing|noticing)|behind .{1,30} back|blackmail|disable the (?:audit|log)", re.I)
VAGUE = re.compile(r"\b(?:clean up|the old ones|everything|whatever|all of (?:it|them)|the usual)\b", re.I)


def reply(messages, tools):
    """The assistant's next message, in the form of the OpenAI chat API."""
    asked = next(m["content"] for m in messages if m["role"] == "user")
    if HARMFUL.search(asked):
        return say("I can't help with that. Is there something else I can do for you?")
    done = [m for m in messages if m["role"] == "tool"]
    reading = [t["function"] for t in tools if READING.match(t["function"]["name"])]
    if not done and reading:
        return call(reading[0], asked)
    if VAGUE.search(asked):
        return say("Before I change anything: which ones exactly do you mean?")
    found = done[-1]["content"][:200] if done else "nothing yet"
    return say(f"Here is what I found: {found}. Tell me what you want changed and I'll confirm it with you first.")


def call(function, asked):
    words = [w for w in re.findall(r"[\w.@/-]+", asked) if len(w) > 3]
    arguments = {}
    for name, schema in function["parameters"].get("properties", {}).items():
        if name in function["parameters"].get("required", []):
            arguments[name] = value(schema, words)
    return {
        "role": "assistant",
        "content": None,
        "tool_calls": [
            {"id": "1", "type": "function", "function": {"name": function["name"], "arguments": json.dumps(arguments)}}
        ],
    }


def value(schema, words):
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind in ("integer", "number"):
        return 1
    if kind == "boolean":
        return False
    if kind == "array":
        return []
    if kind == "object":
        return {}
    return words[-1] if words else "today"


def say(text):
    return {"role": "assistant", "content": text}


for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(reply(request["messages"], request["tools"])), flush=True)
