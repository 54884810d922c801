import { mentions, names } from "../intent.ts";
import { type Rule, when } from "../rule.ts";
import { words } from "../tokens.ts";

const controlling =
  words(`set turn open close start stop lock unlock move adjust control activate deactivate toggle enable
  disable arm disarm switch increase decrease raise lower change update configure trigger run execute send dispatch
  pause resume schedule operate calibrate rotate pan reset restart shutdown dim brighten heat cool call`);
const selfMoving =
  words(`takeoff drive dispense dose inject infuse administer spin steer accelerate brake ignite spray irrigate
  mow preheat fly actuate honk beep blink vibrate water drill weld mill milk harvest plow sow fertilize detonate hoist`);
const travelling = words("drive fly");
/** The same words name things on a screen or in a data centre. */
const virtual =
  words(`virtual vm web search query browser issue conversation thread file account theme state_machine code
  ticket template config database learning rental sales list history document google pull_request table screen user
  job log alert note record price payment order page session message email process terminal shell`);
const switched = words("turn toggle control lock unlock start stop arm disarm");
const things = words("device appliance entity socket actuator");
const switchedOff =
  words(`notification feature flag logging mode setting sync debug tracing mfa 2fa authentication firewall
  encryption alert reminder captcha tls`);
const gradual = words("update change schedule configure");
const doses = words("infusion dose dosage");
const guarding = words("arm disarm disable silence trigger activate deactivate");
const sirens = words("alarm siren");
const prescriptions = words("prescription");
const medicine = words("prescription medication drug dose dosage insulin injection infusion vaccine");
const observing: readonly string[] = ["read", "compute", "digest"];

/** A device, a vehicle, a medicine or a laboratory does something in the world. */
export const physicalEffect: Rule = {
  label: "physical-effect",
  find(intent) {
    const { verb, act } = intent;
    if (observing.includes(act) || names(intent, virtual) !== undefined) {
      return undefined;
    }
    // A command is run on a machine that computes.
    if (act === "execute" && mentions(intent, "program") !== undefined) {
      return undefined;
    }
    if (selfMoving.has(verb)) {
      const moved = mentions(intent, "device");
      return when(
        !travelling.has(verb) || moved !== undefined || intent.nouns.length <= 1,
        moved ?? intent.nouns[0],
      );
    }
    if (controlling.has(verb)) {
      const dosed = gradual.has(verb) ? undefined : names(intent, doses);
      const siren = guarding.has(verb) ? names(intent, sirens) : undefined;
      const thing = switched.has(verb) ? names(intent, things) : undefined;
      // Home assistants call it just "turn on"; what they turn on is a parameter.
      const bare = verb === "turn" && names(intent, switchedOff) === undefined && intent.nouns.length <= 1;
      return mentions(intent, "device") ?? dosed ?? siren ?? thing ?? when(bare, intent.nouns[0]);
    }
    if (act === "create") {
      return names(intent, prescriptions);
    }
    return verb === "order" || verb === "prescribe" ? names(intent, medicine) : undefined;
  },
};
