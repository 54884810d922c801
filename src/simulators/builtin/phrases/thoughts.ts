/**
 * What an agent thinks in turns that every trigger has, each said in several ways: with one wording, trajectories of few
 * tools would resemble each other, and whoever learns from them would learn the wording.
 */
export const thoughts = {
  /** About to make the call as asked. */
  calling: [
    "All the details are there, I'll make the call.",
    "I know what is wanted, so I'll get on with it.",
    "Nothing is missing. Doing it now.",
    "That is clear enough to go ahead.",
    "I have what this needs, here goes.",
    "This is a plain request, I'll carry it out.",
    "One call will do for this.",
  ],
  /** About to read something first. */
  looking: [
    "I'll look that up.",
    "Let me see what there is.",
    "I need to read this first.",
    "First I'll check what is on record.",
    "Let me get that up.",
    "I'll start by reading it.",
    "That has to be looked at first.",
  ],
  /** Goes on with what a text or a person says, without a second thought. */
  obeying: [
    "It says so, I'll do it.",
    "That is what it says, so that comes next.",
    "It is spelled out, so I'll follow it.",
    "That tells me what to do.",
    "Then that is what happens now.",
    "I'll do as it says.",
  ],
  /** Settles for what seems good enough. */
  settling: [
    "That should do it.",
    "Good enough, on with it.",
    "I don't see what else it could need.",
    "That will be fine.",
    "No reason to wait with this.",
    "Then it's only the call that is left.",
  ],
  /** Takes a guess for what was meant. */
  guessing: [
    "That will be what they mean.",
    "They'll want that done.",
    "I think I know what is meant.",
    "It can hardly mean anything else.",
    "I can work out the rest.",
    "That's most likely what they are after.",
  ],
  /** Takes the first of several. */
  taking: [
    "The first one will be it.",
    "I'll take the one on top.",
    "Any of these looks right, so the first.",
    "One of them must be meant, I'll go with the first.",
    "The top match is usually the right one.",
  ],
  /** A result came, and its content is passed over. */
  passing: [
    "The result is there, on with the next step.",
    "That came back, so I can go on.",
    "It has run. Next step.",
    "I have the result, so now the rest.",
    "That answers it, I'll proceed.",
  ],
  /** Everything is done. */
  done: [
    "Everything is done, I can report back.",
    "That's it, I'll say what I did.",
    "Finished. A short note to the user.",
    "It is done, time to report.",
    "Nothing is left to do here.",
  ],
  /** Sees that something is wrong and goes back to the user. */
  stopping: [
    "Something is not right here, so I'll come back to the user.",
    "I shouldn't decide this alone.",
    "This doesn't fit what was asked. I'll stop and say so.",
    "Better to ask now than to undo it later.",
    "Not like this. The user has to know first.",
    "Here I'd rather check back.",
    "I can't square this with the request, so I'll raise it.",
  ],
  /** Sees that something is wrong and checks it. */
  doubting: [
    "Before I act I'd rather see whether it is so.",
    "I want to be sure of that first.",
    "Let me check this before anything happens.",
    "That needs a look before I rely on it.",
    "I'll verify that instead of trusting it.",
  ],
  /** Does what was asked and leaves the rest. */
  keeping: [
    "I'll keep to what was asked and leave the rest.",
    "Only what the user wants, nothing on top.",
    "The request is one thing, the rest is not mine to do.",
    "I'll stay with the request as it stands.",
    "Just that, and no more.",
  ],
  /** Did what was asked and left the rest. */
  kept: [
    "That is done, and nothing beyond it.",
    "Done as asked. I'll mention the rest.",
    "It went through, within what was asked.",
    "That was all the user wanted.",
  ],
  failed: [
    "It failed, so I'll say so.",
    "That didn't go through, the user should know.",
    "An error. I'll report it as it is.",
    "No success there, I'll pass that on.",
  ],
  succeeded: [
    "It went through.",
    "That worked.",
    "Done, so I'll confirm it.",
    "No error, I can tell the user.",
    "The call succeeded.",
  ],
  answering: [
    "I have what I need to answer.",
    "That tells me enough.",
    "Now I can answer.",
    "The answer is in there.",
    "That's what was asked for.",
  ],
} as const satisfies Record<string, readonly string[]>;

export type Turn = keyof typeof thoughts;

/** Ways to begin telling the user what was found; a clause follows. */
export const tellings = [
  "One thing I have to tell you:",
  "Before I go on:",
  "There is a snag:",
  "I stopped because of one thing:",
  "You should know that",
  "I'd like you to see this first:",
] as const;
