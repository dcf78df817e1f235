// Observable Plot under a content policy that allows no inline styles: the figure is made in a document that is not
// shown, and its style element left behind; app.css has the rules of .figure instead.
import * as Plot from '@observablehq/plot';

export { Plot };

export function figure(options: Plot.PlotOptions): Element {
  const apart = document.implementation.createHTMLDocument('');
  const made = Plot.plot({ ...options, document: apart, className: 'figure' });
  made.querySelectorAll('style').forEach((style) => style.remove());
  // The figure is one image with one name.
  made.querySelectorAll('[aria-label]').forEach((part) => part.removeAttribute('aria-label'));
  return document.adoptNode(made);
}
