/** A style sheet as text: Vite's own `?inline`, which also minifies it. */
declare module '*.css?inline' {
  const css: string;
  export default css;
}
