// The page and what is asked on it live in the address, so that a link carries both.
type Params = Record<string, string>;

function read(): { page: string; params: Params } {
  const [page, query] = location.hash.replace(/^#\/?/, '').split('?', 2);
  return { page: page || 'shipment', params: Object.fromEntries(new URLSearchParams(query ?? '')) };
}

class Route {
  page = $state('shipment');
  params = $state<Params>({});

  constructor() {
    Object.assign(this, read());
    window.addEventListener('hashchange', () => Object.assign(this, read()));
  }

  get(name: string, otherwise = ''): string {
    return this.params[name] ?? otherwise;
  }

  /** Sets parameters of the page; an empty one is left out. */
  set(changes: Params): void {
    const next: Params = { ...this.params, ...changes };
    for (const [name, value] of Object.entries(next)) if (value === '') delete next[name];
    this.params = next;
    history.replaceState(null, '', this.link(this.page, next));
  }

  /** The address of a page; the scenario goes along. */
  link(page: string, params: Params = {}): string {
    const query = new URLSearchParams(params).toString();
    return `#/${page}${query ? `?${query}` : ''}`;
  }

  to(page: string): string {
    const kept: Params = {};
    for (const name of ['scenario', 'against', 'scenario_text']) if (this.params[name]) kept[name] = this.params[name];
    return this.link(page, kept);
  }
}

export const route = new Route();

/** The law that a request is answered under, as the scenario bar has it. */
export function law(): { scenario?: string; scenario_text?: string } {
  if (route.get('scenario_text')) return { scenario_text: route.get('scenario_text') };
  return route.get('scenario') ? { scenario: route.get('scenario') } : {};
}
