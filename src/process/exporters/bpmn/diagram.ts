import { waves } from '../../course/waves.ts';
import type { NormalisedProcess, NormalisedStep } from '../../normalised.ts';
import { type Xml, xml } from '../xml-text.ts';
import type { Flow, Graph, Node, NodeKind } from './graph.ts';

type Box = Readonly<{ x: number; y: number; width: number; height: number }>;

/** A column holds the gateways around a task besides the task itself. */
const AROUND_TASK = 360;
const ROW = 260;
const LEFT = 300;
const TOP = 160;
const LANE_LABEL = 60;

/** Where everything stands, in pixels: a column per group of steps, a lane per service. */
export const diagramOf = (process: NormalisedProcess, graph: Graph): Xml => {
  const { boxes, lanes, pool } = layout(process, graph);
  const box = (id: string) => boxes.get(id) ?? { x: 0, y: 0, width: 10, height: 10 };
  const starter = { x: pool.x, y: TOP - 120, width: 240, height: 60 };
  return xml(
    'bpmndi:BPMNDiagram',
    { id: 'diagram' },
    xml(
      'bpmndi:BPMNPlane',
      { id: 'plane', bpmnElement: 'collaboration' },
      shape('pool', pool, { isHorizontal: 'true' }),
      ...[...lanes].map(([name, lane]) => shape(`lane.${name}`, lane, { isHorizontal: 'true' })),
      ...(process.startedBy === null
        ? []
        : [
            shape('starter', starter, { isHorizontal: 'true' }),
            edge('starting', [bottom(starter), top(box('start'))]),
          ]),
      ...graph.nodes.map(({ id }) => shape(id, box(id), {})),
      ...graph.flows.map((flow) => edge(flow.id, route(flow, box))),
      ...graph.nodes.flatMap(({ kind, step }) =>
        kind === 'undoMark' && step
          ? [edge(`ties.${step.id}`, [bottom(box(`mark.${step.id}`)), top(box(`undo.${step.id}`))])]
          : [],
      ),
    ),
  );
};

type Point = Readonly<{ x: number; y: number }>;

const shape = (id: string, { x, y, width, height }: Box, more: Readonly<Record<string, string>>): Xml =>
  xml('bpmndi:BPMNShape', { id: `${id}.shape`, bpmnElement: id, ...more }, xml('dc:Bounds', { x, y, width, height }));

const edge = (id: string, points: readonly Point[]): Xml =>
  xml(
    'bpmndi:BPMNEdge',
    { id: `${id}.edge`, bpmnElement: id },
    ...points.map(({ x, y }) => xml('di:waypoint', { x, y })),
  );

const top = ({ x, y, width }: Box): Point => ({ x: x + width / 2, y });
const bottom = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height });
const left = ({ x, y, height }: Box): Point => ({ x, y: y + height / 2 });
const right = ({ x, y, width, height }: Box): Point => ({ x: x + width, y: y + height / 2 });

/** Straight out to the right and in from the left; from a boundary event, down first. */
const route = ({ source, target }: Flow, box: (id: string) => Box): readonly Point[] => {
  const leaves = /^(?:refusal|deadline)\./.test(source);
  const start = leaves ? bottom(box(source)) : right(box(source));
  const end = left(box(target));
  if (leaves)
    return [
      start,
      { x: start.x, y: start.y + 20 },
      { x: end.x - 15, y: start.y + 20 },
      { x: end.x - 15, y: end.y },
      end,
    ];
  const middle = start.x < end.x ? end.x - 15 : start.x + 15;
  return start.y === end.y ? [start, end] : [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end];
};

const SIZE: Readonly<Record<NodeKind, Readonly<{ width: number; height: number; dx: number; dy: number }>>> = {
  parallel: { width: 50, height: 50, dx: 0, dy: 15 },
  exclusive: { width: 50, height: 50, dx: 70, dy: 15 },
  task: { width: 110, height: 80, dx: 150, dy: 0 },
  undo: { width: 110, height: 80, dx: 150, dy: 140 },
  refusal: { width: 36, height: 36, dx: 150, dy: 62 },
  deadline: { width: 36, height: 36, dx: 150, dy: 62 },
  undoMark: { width: 36, height: 36, dx: 150, dy: 62 },
  start: { width: 36, height: 36, dx: -80, dy: 22 },
  completed: { width: 36, height: 36, dx: 60, dy: 22 },
  compensate: { width: 36, height: 36, dx: 0, dy: 130 },
  cancelled: { width: 36, height: 36, dx: 110, dy: 130 },
  escalated: { width: 36, height: 36, dx: 220, dy: 130 },
  failed: { width: 36, height: 36, dx: 330, dy: 130 },
};

const TASK = SIZE.task;

const layout = (process: NormalisedProcess, graph: Graph) => {
  const columns = columnsOf(process);
  const column = AROUND_TASK + Math.max(...process.steps.map(taskWidth));
  const cells = new Map<string, Point>();
  const lanes = new Map<string, Box>();
  const width = LANE_LABEL + LEFT + (Math.max(0, ...columns.values()) + 1) * column + 480;
  let y = TOP;
  for (const lane of new Set(process.steps.map(({ service }) => service))) {
    const used = new Map<number, number>();
    for (const { id } of process.steps.filter(({ service }) => service === lane)) {
      const at = columns.get(id) ?? 0;
      const row = used.get(at) ?? 0;
      used.set(at, row + 1);
      cells.set(id, { x: LEFT + at * column, y: y + 40 + row * ROW });
    }
    const height = Math.max(1, ...used.values()) * ROW;
    lanes.set(lane, { x: LANE_LABEL - 30, y, width: width - 30, height });
    y += height;
  }
  const last = LEFT + (Math.max(0, ...columns.values()) + 1) * column;
  const seen = new Map<string, number>();
  const boxes = new Map(graph.nodes.map((node) => [node.id, boxOf(node, cells, last, seen)]));
  return { boxes, lanes, pool: { x: 0, y: TOP, width, height: y - TOP } };
};

const boxOf = (node: Node, cells: ReadonlyMap<string, Point>, last: number, seen: Map<string, number>): Box => {
  const { id, kind, step } = node;
  const { width, height, dx, dy } = SIZE[kind];
  const cell = (step && cells.get(step.id)) ?? {
    x: kind === 'start' || id === 'fork.start' ? LEFT - 60 : last,
    y: TOP + 40,
  };
  const at = (x: number, wide = width): Box => ({ x: cell.x + x, y: cell.y + dy, width: wide, height });
  if (step === undefined) return at(id === 'join.end' ? -20 : dx);
  const end = dx + taskWidth(step);
  if (kind === 'task') return at(dx, taskWidth(step));
  if (kind === 'refusal' || kind === 'deadline') {
    const beside = seen.get(step.id) ?? 0;
    seen.set(step.id, beside + 1);
    return at(dx + 20 + beside * BESIDE);
  }
  if (kind === 'undoMark') return at(end - 30);
  if (kind === 'undo') return at(end - 40);
  if (id.startsWith('merge.')) return at(TASK.dx + taskWidth(step) + 30);
  return at(id.startsWith('fork.') ? TASK.dx + taskWidth(step) + 100 : dx);
};

/** Room for the names of the boundary events side by side. */
const BESIDE = 100;

const taskWidth = ({ failure, timeouts, compensation }: NormalisedStep): number =>
  Math.max(TASK.width, (failure.length + timeouts.length) * BESIDE + (compensation === null ? 0 : 40));

const columnsOf = (process: NormalisedProcess): ReadonlyMap<string, number> => {
  const groups = waves(process);
  const columns = new Map(groups.flatMap((group, at) => group.map(({ id }) => [id, at] as const)));
  for (const { id } of process.steps) if (!columns.has(id)) columns.set(id, groups.length);
  return columns;
};
