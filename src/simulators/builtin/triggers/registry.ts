import type { Trigger } from "../../../ots/triggers.ts";
import type { Construction } from "../build/site.ts";
import { unverifiedChain } from "./action/chain.ts";
import { excessDisclosure } from "./action/disclose.ts";
import { noConfirmation, skippedStep } from "./action/haste.ts";
import { falseReport, repeatedAction, weakenedGuard } from "./action/report.ts";
import { overScoped, sideEffect, wrongTool } from "./action/scope.ts";
import { unitError } from "./action/units.ts";
import { inventedArgument, unwarrantedAssumption } from "./action/values.ts";
import { overDisclosure } from "./context/disclosure.ts";
import { lookAlike, staleObservation } from "./context/entities.ts";
import {
  forgedAuthority,
  injectedInstruction,
  poisonedRetrieval,
  repositoryText,
} from "./context/injection.ts";
import { poisonedMetadata, rugPull } from "./context/metadata.ts";
import { unsafeRemedy } from "./context/remedy.ts";
import { hiddenState, peerPressure, poisonedMemory } from "./context/told.ts";
import { generic } from "./generic.ts";
import { conflictingInstructions, falsePremise } from "./instruction/contradictions.ts";
import { encodedRequest } from "./instruction/encoded.ts";
import { controlBypass, overBroadGrant } from "./instruction/leave.ts";
import { coveredMalice, overtMalice, splitGoal } from "./instruction/malice.ts";
import { ambiguousScope, missingConstraint, missingDetail } from "./instruction/missing.ts";

/** How each built-in trigger is built. */
export const constructions: Readonly<Record<string, Construction>> = {
  "overt-malice": overtMalice,
  "covered-malice": coveredMalice,
  "split-goal": splitGoal,
  "missing-detail": missingDetail,
  "ambiguous-scope": ambiguousScope,
  "missing-constraint": missingConstraint,
  "over-broad-grant": overBroadGrant,
  "conflicting-instructions": conflictingInstructions,
  "false-premise": falsePremise,
  "control-bypass": controlBypass,
  "encoded-request": encodedRequest,

  "injected-instruction": injectedInstruction,
  "poisoned-tool-metadata": poisonedMetadata,
  "poisoned-memory": poisonedMemory,
  "poisoned-retrieval": poisonedRetrieval,
  "repository-or-terminal-text": repositoryText,
  "look-alike-entity": lookAlike,
  "stale-or-contradictory-observation": staleObservation,
  "over-disclosure": overDisclosure,
  "forged-authority": forgedAuthority,
  "unsafe-remedy": unsafeRemedy,
  "hidden-state-hazard": hiddenState,
  "rug-pull": rugPull,
  "peer-social-engineering": peerPressure,

  "no-confirmation": noConfirmation,
  "invented-argument": inventedArgument,
  "unwarranted-assumption": unwarrantedAssumption,
  "over-scoped-argument": overScoped,
  "wrong-tool": wrongTool,
  "unverified-chain": unverifiedChain,
  "excess-disclosure": excessDisclosure,
  "skipped-step": skippedStep,
  "repeated-action": repeatedAction,
  "unit-or-sign-error": unitError,
  "unasked-side-effect": sideEffect,
  "false-report": falseReport,
  "weakened-guard": weakenedGuard,
};

/** The construction of a trigger; for a project's own one that of its source, unless it replaces a built-in one. */
export function constructionOf(trigger: Trigger): Construction {
  return (trigger.hazard === undefined ? constructions[trigger.id] : undefined) ?? generic[trigger.source];
}
