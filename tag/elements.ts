// What is read from the elements of a page: calls to action, carts, forms, videos. Nothing that somebody typed,
// but for fields that the page marks.
import type { Properties } from './options.ts'

/** The element itself or the nearest around it that matches, out of open shadow trees too. */
export function nearest(event: Event, selector: string): HTMLElement | undefined {
  return (event.composedPath() as HTMLElement[]).find((each) => each.matches?.(selector))
}

/** Copy, placement, colour and size of a call to action, as it looks now; attributes say it where looks do not. */
export function describeCta(element: HTMLElement): Properties {
  const { width, height } = element.getBoundingClientRect()
  const { backgroundColor, color } = getComputedStyle(element)
  const { cta, ctaCopy, ctaPlacement } = element.dataset
  const part = element.closest<HTMLElement>('section[id],header,nav,aside,footer,dialog,main')
  const copy = clip(ctaCopy || element.innerText || element.ariaLabel || (element as HTMLInputElement).value)
  return {
    cta: cta || copy,
    copy,
    placement: ctaPlacement ?? (part?.id || part?.localName),
    // of the letters where there is no ground
    colour: backgroundColor.endsWith(', 0)') ? color : backgroundColor,
    size: `${Math.round(width)}x${Math.round(height)}`,
  }
}

/** `data-add-to-cart="SKU"` with `data-name`, `data-value`, `data-currency` and `data-quantity`. */
export function describeCart({ dataset }: HTMLElement): Properties {
  const { addToCart: item, name, value, currency, quantity } = dataset
  return { item, name, currency, value: value && Number(value), quantity: quantity && Number(quantity) }
}

/** How a form is called; its attributes are asked, because its inputs may be called `id` or `name`. */
export function describeForm(form: HTMLFormElement): Properties {
  return { form: form.dataset['form'] ?? form.getAttribute('id') ?? form.getAttribute('name') }
}

/** The e-mail address and phone number in inputs that the page marked with `data-identify`. */
export function typedInto(form: HTMLFormElement): Properties {
  const typed = (type: string) => form.querySelector<HTMLInputElement>(`[type=${type}][data-identify]`)?.value
  return { email: typed('email'), phone: typed('tel') }
}

export function describeVideo({ dataset, title, currentSrc, duration }: HTMLVideoElement): Properties {
  return { video: clip(dataset['video'] || title || currentSrc), duration: Math.round(duration) }
}

/** How much was really played, in percent; jumping ahead adds none. Half a second more or less does not matter. */
export function playedPercent({ played, duration }: HTMLVideoElement): number {
  let seconds = 0.5
  for (let index = 0; index < played.length; index++) seconds += played.end(index) - played.start(index)
  return (seconds / duration) * 100
}

function clip(text: string | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim().slice(0, 100)
}
