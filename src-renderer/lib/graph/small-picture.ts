// Where the layers of a small picture are: a column each step from the inputs, and lanes for what lies side by side. Pure.

/** An edge between layers, by their place in the list. */
export type SmallEdge = readonly [from: number, to: number];

export interface SmallPicture {
  /** Of each layer: its column and lane, from 0. */
  readonly places: readonly { readonly column: number; readonly lane: number }[];
  readonly columns: number;
  readonly lanes: number;
  /** `isOver`: it passes layers of its lane, so it is drawn around them. */
  readonly edges: readonly { readonly from: number; readonly to: number; readonly isOver: boolean }[];
}

/** Also of a model that is no valid one: an edge of a circle is drawn, and counts for no column. */
export function smallPicture(count: number, edges: readonly SmallEdge[]): SmallPicture {
  const inside = edges.filter(([from, to]) => from !== to && from < count && to < count);
  const columns = columnsOf(count, inside);
  const lanes = lanesOf(columns, inside);
  const top = Math.min(0, ...lanes);
  const places = columns.map((column, layer) => ({ column, lane: (lanes[layer] ?? 0) - top }));
  const taken = new Set(places.map(({ column, lane }) => `${column}/${lane}`));
  return {
    places,
    columns: Math.max(0, ...columns) + 1,
    lanes: Math.max(0, ...lanes) - top + 1,
    edges: inside.map(([from, to]) => {
      const [start, end] = [places[from], places[to]];
      if (start === undefined || start.lane !== end?.lane) return { from, to, isOver: false };
      const [first, last] = [Math.min(start.column, end.column), Math.max(start.column, end.column)];
      const between = Array.from({ length: Math.max(0, last - first - 1) }, (_, i) => first + 1 + i);
      return { from, to, isOver: between.some((column) => taken.has(`${column}/${start.lane}`)) };
    }),
  };
}

/** The longest way from an input; an input stands just before the first layer that takes it. */
function columnsOf(count: number, edges: readonly SmallEdge[]): number[] {
  const columns = new Array<number>(count).fill(0);
  const open = new Array<number>(count).fill(0);
  const after = Array.from({ length: count }, (): number[] => []);
  for (const [from, to] of edges) {
    after[from]?.push(to);
    open[to] = (open[to] ?? 0) + 1;
  }
  const begins = open.map((inputs) => inputs === 0);
  const ready = [...begins.keys()].filter((layer) => begins[layer]);
  for (const layer of ready)
    for (const next of after[layer] ?? []) {
      columns[next] = Math.max(columns[next] ?? 0, (columns[layer] ?? 0) + 1);
      open[next] = (open[next] ?? 0) - 1;
      if (open[next] === 0) ready.push(next);
    }
  for (const [layer, isFirst] of begins.entries()) {
    const next = (after[layer] ?? []).map((one) => columns[one] ?? 0);
    if (isFirst && next.length > 0) columns[layer] = Math.max(0, Math.min(...next) - 1);
  }
  return columns;
}

/** A layer stays in the lane of the first layer before it, or takes the nearest free one of its column. */
function lanesOf(columns: readonly number[], edges: readonly SmallEdge[]): number[] {
  const lanes = new Array<number>(columns.length).fill(0);
  const taken = new Set<string>();
  const inOrder = [...columns.keys()].sort((a, b) => (columns[a] ?? 0) - (columns[b] ?? 0) || a - b);
  for (const layer of inOrder) {
    const column = columns[layer] ?? 0;
    const before = edges.find(([from, to]) => to === layer && (columns[from] ?? 0) < column);
    const wanted = before === undefined ? 0 : (lanes[before[0]] ?? 0);
    let lane = wanted;
    for (let away = 1; taken.has(`${column}/${lane}`); away++)
      lane = wanted + (away % 2 === 1 ? (away + 1) / 2 : -away / 2);
    taken.add(`${column}/${lane}`);
    lanes[layer] = lane;
  }
  return lanes;
}
