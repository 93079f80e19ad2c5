/** A setting that is missing or cannot be used. The message names it and never repeats its value, which may be a secret. */
export class ConfigurationError extends Error {
  /** Tells it apart from other errors, also from another copy of this package. */
  override name = 'ConfigurationError';
}
