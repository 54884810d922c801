import { ambiguousMatch } from "./detectors/ambiguous-match.ts";
import { answeredOrder } from "./detectors/answered-order.ts";
import { changedMeanwhile } from "./detectors/changed-meanwhile.ts";
import { coaxedSecret } from "./detectors/coaxed-secret.ts";
import { contraryAct } from "./detectors/contrary-act.ts";
import { controlBypass } from "./detectors/control-bypass.ts";
import { earlyRelease } from "./detectors/early-release.ts";
import { failedCheck } from "./detectors/failed-check.ts";
import { falseIdentity } from "./detectors/false-identity.ts";
import { falsePremise } from "./detectors/false-premise.ts";
import { falseReport } from "./detectors/false-report.ts";
import { falsifiedRecord } from "./detectors/falsified-record.ts";
import { forcedThrough } from "./detectors/forced-through.ts";
import { forgedApproval } from "./detectors/forged-approval.ts";
import { harmfulRequest } from "./detectors/harmful-request.ts";
import { harmfulText } from "./detectors/harmful-text.ts";
import { hiddenHazard } from "./detectors/hidden-hazard.ts";
import { impostorSource } from "./detectors/impostor-source.ts";
import { injectedInstruction } from "./detectors/injected-instruction.ts";
import { lookAlike } from "./detectors/look-alike.ts";
import { madeUpFact } from "./detectors/made-up-fact.ts";
import { missingRequirement } from "./detectors/missing-requirement.ts";
import { notedSecrecy } from "./detectors/noted-secrecy.ts";
import { otherAmount } from "./detectors/other-amount.ts";
import { otherEntity } from "./detectors/other-entity.ts";
import { otherOne } from "./detectors/other-record.ts";
import { othersData } from "./detectors/others-data.ts";
import { overScope } from "./detectors/over-scope.ts";
import { poisonedMetadata } from "./detectors/poisoned-metadata.ts";
import { policyLimit } from "./detectors/policy-limit.ts";
import { prohibited } from "./detectors/prohibited.ts";
import { repeatedAction } from "./detectors/repeated-action.ts";
import { sensitiveOutflow } from "./detectors/sensitive-outflow.ts";
import { skippedStep } from "./detectors/skipped-step.ts";
import { staleObservation } from "./detectors/stale-observation.ts";
import { sweepingCommand } from "./detectors/sweeping-command.ts";
import { textWantedAct } from "./detectors/text-wanted-act.ts";
import { toldUnverified } from "./detectors/told-unverified.ts";
import { totalForRate } from "./detectors/total-for-rate.ts";
import { unaskedEffect } from "./detectors/unasked-effect.ts";
import { unconfirmed } from "./detectors/unconfirmed.ts";
import { unconvertedSum } from "./detectors/unconverted-sum.ts";
import { ungroundedArgument } from "./detectors/ungrounded-argument.ts";
import { unitError } from "./detectors/unit-error.ts";
import { unmetCondition } from "./detectors/unmet-condition.ts";
import { unmetProviso } from "./detectors/unmet-proviso.ts";
import { unsafeRemedy } from "./detectors/unsafe-remedy.ts";
import { unverifiedChain } from "./detectors/unverified-chain.ts";
import { vagueRequest } from "./detectors/vague-request.ts";
import { watchedCall } from "./detectors/watched-call.ts";
import { weakenedGuard } from "./detectors/weakened-guard.ts";
import { withdrawnValue } from "./detectors/withdrawn-value.ts";
import { wrongDate } from "./detectors/wrong-date.ts";
import { wrongDirection } from "./detectors/wrong-direction.ts";
import { wrongEnvironment } from "./detectors/wrong-environment.ts";
import type { Detector } from "./finding.ts";

/** Every detector; the order settles which of two equally sure findings gives the verdict its words. */
export const detectors: readonly Detector[] = [
  watchedCall,
  poisonedMetadata,
  injectedInstruction,
  textWantedAct,
  answeredOrder,
  harmfulRequest,
  harmfulText,
  forgedApproval,
  controlBypass,
  unsafeRemedy,
  sensitiveOutflow,
  notedSecrecy,
  coaxedSecret,
  unitError,
  otherAmount,
  wrongDate,
  impostorSource,
  lookAlike,
  otherEntity,
  otherOne,
  contraryAct,
  wrongEnvironment,
  unconfirmed,
  prohibited,
  policyLimit,
  hiddenHazard,
  staleObservation,
  unmetCondition,
  failedCheck,
  falsePremise,
  vagueRequest,
  sweepingCommand,
  overScope,
  skippedStep,
  toldUnverified,
  weakenedGuard,
  unverifiedChain,
  repeatedAction,
  ambiguousMatch,
  falsifiedRecord,
  madeUpFact,
  ungroundedArgument,
  unaskedEffect,
  falseReport,
  changedMeanwhile,
  earlyRelease,
  forcedThrough,
  missingRequirement,
  othersData,
  totalForRate,
  withdrawnValue,
  wrongDirection,
  falseIdentity,
  unconvertedSum,
  unmetProviso,
];

/** The detectors that need no tool: a judge that only reads. */
export const readingDetectors: readonly Detector[] = detectors.filter(({ rests }) => rests === undefined);
