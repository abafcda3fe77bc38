// Files that the build puts in as text.

declare module "*.ftl" {
  const text: string;
  export default text;
}

declare module "*.css" {
  const text: string;
  export default text;
}

/** Who signs registers: 64 hexadecimal digits, or nothing; set when the extension is built. */
declare const PUBLISHER: string;
