/** The package brings no types of its own. `-1`: unsatisfiable, `-2`: malformed. */
declare module "range-parser" {
  export default function parseRange(size: number, header: string): { start: number; end: number }[] | -1 | -2;
}
