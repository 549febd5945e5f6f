import { type InStatement, LibsqlBatchError, LibsqlError, type ResultSet } from "@libsql/client/web";
import {
  BatchCond,
  ClientError,
  type HttpClient,
  HttpServerError,
  type HttpStream,
  openHttp,
  ResponseError,
  type RowsResult,
  Stmt,
} from "@libsql/hrana-client";

/** How a transaction of the server begins: reading takes no lock, writing takes the write lock first. */
const BEGIN = { read: "BEGIN TRANSACTION READONLY", write: "BEGIN IMMEDIATE" } as const;

export type Mode = keyof typeof BEGIN;

/** Shorter than the ten seconds after which the server closes a connection that nobody uses. */
const IDLE_MS = 5_000;
/**
 * A server has so many for all isolates together. Where more calls come at once, theirs are closed in the same round trip:
 * what is closed afterwards may never be heard of, as its request has ended, and would hold its place for ten seconds.
 */
const KEPT_MAX = 8;

/**
 * The connections to one libSQL server, by Hrana 2 over HTTP. A connection that has answered is used again, by whichever
 * request comes next: what a new one costs the server, the schema read anew, is five times what a small read does. It
 * is no socket and nothing of a request: a *baton*, which the next call names. One call at a time has it.
 */
export class Connections {
  private readonly client: HttpClient;
  private readonly idle: { stream: HttpStream; since: number }[] = [];
  /** Those kept which some request uses, since when. */
  private readonly inUse = new Map<HttpStream, number>();
  private readonly withinMs: number;

  /** Every answer fails that takes longer than `withinMs` milliseconds. */
  constructor(url: string, authToken: string | undefined, withinMs: number) {
    this.withinMs = withinMs;
    const send = (request: Request) => fetch(request, { signal: AbortSignal.timeout(withinMs) });
    this.client = openHttp(url, authToken, send);
    this.client.intMode = "number";
  }

  /** One statement, a transaction by itself. */
  async execute(statement: InStatement): Promise<ResultSet> {
    return resultSet(await this.on((stream) => stream.query(asStmt(statement))));
  }

  /** Statements as one transaction and one round trip: all of them or none. */
  async batch(statements: InStatement[], mode: Mode): Promise<ResultSet[]> {
    const [first, ...others] = statements;
    if (first !== undefined && others.length === 0) return [await this.execute(first)];
    const found = await this.on((stream) => transact(stream, statements.map(asStmt), mode));
    return found.map(resultSet);
  }

  private async on<T>(work: (stream: HttpStream) => Promise<T>): Promise<T> {
    const known = this.takeIdle();
    try {
      return await (known ? this.useKept(known, work) : this.useNew(work));
    } catch (error) {
      if (!known || !isGone(error)) throw asLibsqlError(error);
    }
    // The server had closed it, or is another by now: nothing was done.
    return this.useNew(work).catch((error: unknown) => {
      throw asLibsqlError(error);
    });
  }

  private useNew<T>(work: (stream: HttpStream) => Promise<T>): Promise<T> {
    const stream = this.client.openStream();
    if (this.countKept() < KEPT_MAX) return this.useKept(stream, work);
    const answer = work(stream);
    stream.closeGracefully();
    return answer;
  }

  private async useKept<T>(stream: HttpStream, work: (stream: HttpStream) => Promise<T>): Promise<T> {
    this.inUse.set(stream, Date.now());
    try {
      return await work(stream);
    } finally {
      this.inUse.delete(stream);
      // Whatever broke it has closed it; a statement that was refused has not.
      if (!stream.closed) this.idle.push({ stream, since: Date.now() });
    }
  }

  /** A request that was cancelled never says what became of its connection. */
  private countKept(): number {
    const lost = Date.now() - this.withinMs;
    for (const [stream, since] of this.inUse) if (since < lost) this.inUse.delete(stream);
    return this.inUse.size + this.idle.length;
  }

  private takeIdle(): HttpStream | undefined {
    for (let last = this.idle.pop(); last; last = this.idle.pop()) {
      if (Date.now() - last.since < IDLE_MS) return last.stream;
    }
    return undefined;
  }
}

/** What the server said before it looked at a statement: it does not know this connection. */
function isGone(error: unknown): boolean {
  if (error instanceof ResponseError) return error.code === "STREAM_EXPIRED";
  return error instanceof HttpServerError && error.status === 400 && /baton/.test(error.message);
}

/** Each step only if the one before went well, and nothing of it is left where one did not. */
async function transact(stream: HttpStream, statements: Stmt[], mode: Mode): Promise<RowsResult[]> {
  const batch = stream.batch(false);
  let last = batch.step();
  const began = last.run(BEGIN[mode]);
  const running = statements.map((statement) => {
    const step = batch.step().condition(BatchCond.ok(last));
    last = step;
    return step.query(statement);
  });
  const commit = batch.step().condition(BatchCond.ok(last));
  const committed = commit.run("COMMIT");
  const rolledBack = batch
    .step()
    .condition(BatchCond.not(BatchCond.ok(commit)))
    .run("ROLLBACK");
  const settled = Promise.allSettled([began, ...running, committed, rolledBack]);
  await batch.execute();
  await settled;
  await began;
  const found: RowsResult[] = [];
  for (const [at, result] of running.entries()) found.push(await stepOf(result, at));
  await committed;
  return found;
}

async function stepOf(result: Promise<RowsResult | undefined>, at: number): Promise<RowsResult> {
  try {
    const rows = await result;
    if (rows) return rows;
  } catch (error) {
    const { message, code } = asLibsqlError(error) as LibsqlError;
    throw new LibsqlBatchError(message, at, code, undefined, undefined, error as Error);
  }
  throw new LibsqlBatchError("not executed: the transaction was rolled back", at, "TRANSACTION_CLOSED");
}

function asStmt(statement: InStatement): Stmt {
  if (typeof statement === "string") return new Stmt(statement);
  const made = new Stmt(statement.sql);
  if (Array.isArray(statement.args)) return made.bindIndexes(statement.args);
  for (const [name, value] of Object.entries(statement.args ?? {})) made.bindName(name, value);
  return made;
}

function resultSet({ columnNames, columnDecltypes, rows, affectedRowCount, lastInsertRowid }: RowsResult): ResultSet {
  const columns = columnNames.map((name) => name ?? "");
  const columnTypes = columnDecltypes.map((type) => type ?? "");
  const set = { columns, columnTypes, rows, rowsAffected: affectedRowCount, lastInsertRowid };
  return { ...set, toJSON: () => set } as unknown as ResultSet;
}

/** The error that the rest of the house knows by its code. */
function asLibsqlError(error: unknown): unknown {
  if (!(error instanceof ClientError)) return error;
  return new LibsqlError(error.message, codeOf(error), undefined, undefined, error);
}

function codeOf(error: ClientError): string {
  if (error instanceof ResponseError) return error.code ?? "UNKNOWN";
  return error instanceof HttpServerError ? "SERVER_ERROR" : "UNKNOWN";
}
