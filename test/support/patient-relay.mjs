import { lengthenTimers, REQUEST_LIMITS_MS } from './patient-timers.mjs';

// The others are for the shared state, and for stopping.
lengthenTimers([...REQUEST_LIMITS_MS, 1500, 4500]);
