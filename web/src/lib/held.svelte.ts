// What the data holds: asked once, for the days that the pages may ask about.
import { get, type Schemas } from '../api/client';
import { plusDays } from './format';

class Held {
  data = $state.raw<Schemas['Data'] | null>(null);

  constructor() {
    get.data().then((found) => (this.data = found), () => (this.data = null));
  }
  /** The first day of the record, and the last; empty until the data is known. */
  first = $derived(this.data?.importers.map((each) => each.recorded_from).sort().at(0) ?? '');
  last = $derived.by(() => {
    const until = this.data?.importers.map((each) => each.recorded_until).sort().at(0);
    return until ? plusDays(until, -1) : '';
  });
}

export const held = new Held();
