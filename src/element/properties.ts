import type { PropertyDeclaration, PropertyDeclarations } from 'lit';
import { DEFAULT_TIMEOUT_MS, WHOP_API_BASE } from '../check/check-settings.js';

/** `max-age`, in s. */
export const DEFAULT_MAX_AGE_S = 3600;

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
  apiKey: text('api-key', defaults.apiKey),
  apiBase: text('api-base', defaults.apiBase),
  licenseKey: { ...text('license-key', defaults.licenseKey), noAccessor: true },
  autoCheck: { attribute: 'auto-check', type: Boolean },
  product: text('product', defaults.product),
  plan: text('plan', defaults.plan),
  metadata: { attribute: 'metadata', converter: parseJson },
  remember: text('remember', defaults.remember),
  maxAge: number('max-age', defaults.maxAge),
  staleIfError: number('stale-if-error', defaults.staleIfError),
  timeout: number('timeout', defaults.timeout),
  unlocks: text('unlocks', defaults.unlocks),
  buyUrl: text('buy-url', defaults.buyUrl),
  label: text('label', defaults.label),
  disabled: { type: Boolean, reflect: true },
  messages: { attribute: false },
};

function text(attribute: string, fallback: string): PropertyDeclaration {
  return { attribute, converter: (value) => value ?? fallback };
}

function number(attribute: string, fallback: number): PropertyDeclaration {
  return { attribute, converter: (value) => (value === null ? fallback : value.trim() ? Number(value) : NaN) };
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
