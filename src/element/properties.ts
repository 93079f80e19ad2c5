import type { PropertyDeclaration, PropertyDeclarations } from 'lit';
import { DEFAULT_TIMEOUT_MS, WHOP_API_BASE } from '../check/check-settings.js';

/** `max-age`, in s. */
const DEFAULT_MAX_AGE_S = 3600;

/** What each property is without its attribute. */
export const defaults = {
  apiKey: '',
  apiBase: WHOP_API_BASE,
  licenseKey: '',
  autoCheck: false,
  product: '',
  plan: '',
  remember: '',
  maxAge: DEFAULT_MAX_AGE_S,
  staleIfError: 0,
  timeout: DEFAULT_TIMEOUT_MS,
  unlocks: '',
  buyUrl: '',
  label: '',
  disabled: false,
} as const;

/** The attributes, as Lit wants them declared. An attribute that is removed gives its property the default back. */
export const properties: PropertyDeclarations = {
  apiKey: text('api-key'),
  apiBase: text('api-base'),
  licenseKey: { attribute: 'license-key', noAccessor: true },
  autoCheck: { attribute: 'auto-check', type: Boolean },
  product: text('product'),
  plan: text('plan'),
  metadata: { converter: parseJson },
  remember: text('remember'),
  maxAge: number('max-age'),
  staleIfError: number('stale-if-error'),
  timeout: number('timeout'),
  unlocks: text('unlocks'),
  buyUrl: text('buy-url'),
  label: text('label'),
  disabled: { type: Boolean, reflect: true },
  messages: { attribute: false },
};

function text(attribute: string): PropertyDeclaration {
  return { attribute, useDefault: true };
}

function number(attribute: string): PropertyDeclaration {
  return { attribute, useDefault: true, converter: readNumber };
}

/** An empty attribute is not a number, and not zero either. */
function readNumber(value: string | null): number | null {
  return value === null ? null : value.trim() ? Number(value) : NaN;
}

/**
 * Reads an object that is given as JSON: by its attribute, or by a framework that sets the property from markup. What is not
 * JSON stays as it is, for the settings to refuse.
 */
export function parseJson(value: unknown): unknown {
  if (value === null) return {};
  try {
    return typeof value === 'string' ? (JSON.parse(value) ?? value) : value;
  } catch {
    return value;
  }
}
