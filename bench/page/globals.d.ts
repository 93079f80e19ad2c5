/** What the benches leave in a page, to read it later. */
interface Window {
  tasks: number[];
  shift: number;
}

/** https://wicg.github.io/layout-instability/ */
interface LayoutShift extends PerformanceEntry {
  value: number;
}
