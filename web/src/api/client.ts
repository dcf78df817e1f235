// The service of this origin, typed by its contract.
import type { components, paths } from './schema.gen';

export type Schemas = components['schemas'];
type PostPath = { [P in keyof paths]: paths[P] extends { post: unknown } ? P : never }[keyof paths];
type Posted<P extends PostPath> = paths[P] extends {
  post: { requestBody: { content: { 'application/json': infer B } } };
}
  ? B
  : never;
type Answered<P extends PostPath> = paths[P] extends {
  post: { responses: { 200: { content: { 'application/json': infer A } } } };
}
  ? A
  : never;

/** What the service says went wrong, and what would be right. */
export class ServiceError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly remedy: string,
    readonly where: string,
  ) {
    super(message);
  }
}

const kToken = 'trilat-token';
export const token = {
  get: () => sessionStorage.getItem(kToken) ?? '',
  set: (text: string) => sessionStorage.setItem(kToken, text),
};

async function ask(path: string, init: RequestInit): Promise<unknown> {
  const headers = new Headers(init.headers);
  if (token.get()) headers.set('Authorization', `Bearer ${token.get()}`);
  let answer: Response;
  try {
    answer = await fetch(path, { ...init, headers });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ServiceError(0, 'unreachable', 'the server does not answer', 'is `trilat serve` still running?', '');
  }
  const text = await answer.text();
  const body: unknown = text === '' ? null : JSON.parse(text);
  if (answer.ok) return body;
  const said = (body as Schemas['ErrorAnswer'] | null)?.error;
  throw new ServiceError(
    answer.status,
    said?.code ?? 'unknown',
    said?.message ?? answer.statusText,
    said?.remedy ?? '',
    said?.where ?? '',
  );
}

export function post<P extends PostPath>(path: P, body: Posted<P>, signal?: AbortSignal): Promise<Answered<P>> {
  return ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: signal ?? null,
  }) as Promise<Answered<P>>;
}

export const get = {
  search: (q: string, to: string, signal?: AbortSignal) =>
    ask(`/v1/search?${new URLSearchParams({ q, to, limit: '12' })}`, { signal: signal ?? null }) as Promise<
      Schemas['Search']
    >,
  data: () => ask('/v1/data', {}) as Promise<Schemas['Data']>,
  scenarios: () => ask('/v1/scenarios', {}) as Promise<Schemas['Scenarios']>,
  economy: (name: string) => ask(`/v1/economies/${name}`, {}) as Promise<Schemas['Economy']>,
};
