import { cleanLicenseKey, findKeyFault, type Json } from 'whop-license-check/core';
import { fitsBinding } from './binding.js';
import type { Digest } from './digest.js';
import type { Known, KnownMembership, LicenseLookup } from './license-lookup.js';
import type { Limits, Standing } from './limits.js';
import type { Unknown } from '../upstream/read-upstream.js';
import { deviceMismatch, malformedKey, notFound, tooMany, upstreamFault, type Reply } from '../http/replies.js';
import type { Proof, SignedProof } from '../proof/signed-proof.js';
import { toV2, type Rules } from './v2-answer.js';

/** What a page asks. */
export interface Question {
  /** As it stood in the path. */
  key: string;
  metadata: Json;
  /** See `clientAddress`. Most requests need not know. */
  client: () => string;
  /** Origin of the page; `null`, as text, for one without. */
  audience: string;
}

export interface Judgment {
  outcome: Reply;
  /** Whether Whop needed no asking. */
  cached: boolean;
}

interface Parts {
  whopApiKey: string;
  rules: Rules;
  lookup: LicenseLookup;
  limits: Limits;
  digest: Digest;
  proof: SignedProof | null;
  said: WeakMap<Known, Said>;
}

/** What was said of a good license that is bound to nothing, as JSON: most of the work is to put it into words. */
interface Said {
  reply: Reply;
  audience: string;
  /** In Unix seconds. */
  until: number;
}

/** Answers the one question: is this license good? */
export async function judgeRequest(question: Question, parts: Parts): Promise<Judgment> {
  const key = readKey(question.key, parts.whopApiKey);
  if (key === null) return { outcome: malformedKey, cached: false };
  const { known, wasGood } = parts.lookup.near(key) ?? (await parts.lookup.recall(key));
  if (known)
    return {
      outcome: sayAgain(known, question, parts) ?? (await answer(known, wasGood, question, parts)),
      cached: true,
    };
  const asked = wasGood
    ? await ask(key, 'good', question, parts)
    : await parts.limits.inTurn(question.client(), () => askForStranger(key, question, parts));
  return { outcome: asked ?? tooMany('turns', 1), cached: false };
}

function sayAgain(known: Known, { audience }: Question, { said }: Parts): Reply | null {
  const again = said.get(known);
  return again?.audience === audience && again.until > Date.now() / 1000 ? again.reply : null;
}

/** Almost all keys are like this: there is nothing to be cleaned off, and no fault in it. */
const USUAL_KEY = /^[\dA-Za-z-]{1,256}$/;

/** @returns `null` where it cannot be a license key. */
export function readKey(given: string, apiKey: string): string | null {
  if (USUAL_KEY.test(given) && given !== apiKey) return given;
  const key = cleanLicenseKey(given);
  return findKeyFault(key, apiKey) ? null : key;
}

/** A key that nothing good is known of, yet. */
async function askForStranger(key: string, question: Question, parts: Parts): Promise<Reply> {
  const { granted, used, wait } = await parts.limits.lookAtRefusals(question.client());
  return granted ? ask(key, used ? 'refused' : 'clean', question, parts) : tooMany('refusals', wait);
}

async function ask(key: string, standing: Standing, question: Question, parts: Parts): Promise<Reply> {
  const wasGood = standing === 'good';
  const known = await parts.lookup.ask(key, standing);
  return known.says === 'nothing' ? toFault(known) : answer(known, wasGood, question, parts);
}

/** Counts a refusal, and keeps it from a client that has had too many; not where the key was good. */
async function answer(known: Known, wasGood: boolean, question: Question, parts: Parts): Promise<Reply> {
  const reply = await toReply(known, question, parts);
  if (!isRefusal(reply)) return reply;
  const { granted, wait } = await parts.limits.takeRefusal(question.client());
  return granted || wasGood ? reply : tooMany('refusals', wait);
}

async function toReply(known: Known, question: Question, { rules, digest, proof, said }: Parts): Promise<Reply> {
  if (known.says === 'not-found') return notFound;
  const { membership } = known;
  // Not the buyer's fault either.
  if (rules.products.length && !membership.product) return upstreamFault(502, 'upstream-no-product');
  const isBound = membership.pairs.length > 0;
  if (isBound && !(await fitsBinding(question.metadata, membership.pairs, digest))) return deviceMismatch;
  const body = toV2(membership, rules);
  if (!body.valid) return { status: 201, reason: 'not-valid', body };
  const proven = proof && (await prove(membership, question.audience, proof));
  const reply = { status: 201, reason: 'valid', body: JSON.stringify({ ...body, token: proven?.token }) };
  if (!isBound) said.set(known, { reply, audience: question.audience, until: proven?.until ?? Infinity });
  return reply;
}

/** Nothing is proven of a membership that does not say what it is for. */
async function prove(
  { id, product, plan, expiresAt }: KnownMembership,
  audience: string,
  proof: SignedProof,
): Promise<Proof | null> {
  return product && plan ? proof.sign({ membership: id, product, plan, audience, expiresAt }) : null;
}

function toFault({ status, reason, wait }: Unknown): Reply {
  return status === 429 ? tooMany(reason, wait) : upstreamFault(status, reason);
}

function isRefusal({ reason }: Reply): boolean {
  return [notFound.reason, deviceMismatch.reason, 'not-valid'].includes(reason);
}
