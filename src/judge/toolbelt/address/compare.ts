import { editDistance, looksLike, looksLikeAddress, skeleton } from "../../text/similarity.ts";
import { type Address, registered } from "./forms.ts";

export interface Comparison {
  relation: "same" | "look-alike" | "different";
  reason: string;
}

function compareDomains(a: string, b: string): Comparison | undefined {
  const [ownA, ownB] = [registered(a), registered(b)];
  if (ownA === ownB) {
    return undefined;
  }
  const brandA = ownA.split(".")[0] ?? "";
  const brandB = ownB.split(".")[0] ?? "";
  const carries = (domain: string, own: string, other: string, brand: string) =>
    brand.length >= 4 &&
    domain !== own &&
    (domain.slice(0, -own.length).split(/[.-]/).includes(brand) || domain.includes(`${other}.`));
  if (carries(a, ownA, ownB, brandB) || carries(b, ownB, ownA, brandA)) {
    return {
      relation: "look-alike",
      reason: `the one name stands as a subdomain of another owner: ${ownA} and ${ownB}`,
    };
  }
  if (brandA === brandB) {
    return { relation: "look-alike", reason: `same name under another ending: ${ownA} and ${ownB}` };
  }
  if (skeleton(brandA) === skeleton(brandB)) {
    return { relation: "look-alike", reason: `characters that look alike: ${ownA} and ${ownB}` };
  }
  if (brandA.length >= 4 && brandB.length >= 4 && (brandA.includes(brandB) || brandB.includes(brandA))) {
    return {
      relation: "look-alike",
      reason: `one name is the other with something added: ${ownA} and ${ownB}`,
    };
  }
  const distance = editDistance(brandA, brandB, 2);
  if (
    distance <= (Math.min(brandA.length, brandB.length) >= 8 ? 2 : 1) &&
    Math.min(brandA.length, brandB.length) >= 4
  ) {
    return { relation: "look-alike", reason: `${distance} characters differ: ${ownA} and ${ownB}` };
  }
  return { relation: "different", reason: `${ownA} and ${ownB} have different owners` };
}

/** Whether two addresses are the same, only look the same to a hurried reader, or differ. */
export function compareAddresses(a: Address, b: Address): Comparison {
  if (a.normal === b.normal) {
    return { relation: "same", reason: `both are ${a.normal.slice(0, 200)}` };
  }
  if (a.domain !== "" && b.domain !== "") {
    const domains = compareDomains(a.domain, b.domain);
    if (domains) {
      return domains;
    }
    if (a.kind === "email" && b.kind === "email") {
      return looksLikeAddress(a.normal, b.normal) || skeleton(a.normal) === skeleton(b.normal)
        ? { relation: "look-alike", reason: "the names before the @ differ by a character" }
        : { relation: "different", reason: "another person at the same domain" };
    }
    return { relation: "different", reason: "another place at the same domain" };
  }
  if (
    a.kind === "phone" &&
    b.kind === "phone" &&
    (a.normal.endsWith(b.normal.replace(/^\+?0*/, "")) || b.normal.endsWith(a.normal.replace(/^\+?0*/, "")))
  ) {
    return { relation: "same", reason: "the same number, once without its country" };
  }
  const digits = a.kind === "phone" || a.kind === "iban";
  const near = digits
    ? a.normal.length === b.normal.length && editDistance(a.normal, b.normal, 2) <= 2
    : looksLike(a.normal, b.normal);
  return near
    ? { relation: "look-alike", reason: digits ? "one or two digits differ" : "one or two characters differ" }
    : { relation: "different", reason: "they have little in common" };
}
