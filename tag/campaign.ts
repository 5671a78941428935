// Where a visit came from: the UTM parameters and click ids of an address.

/** As fields of an event. */
export interface Campaign {
  click_ids: Record<string, string>
  [utm: `utm_${string}`]: string
}

const utm = /^utm_(source|medium|campaign|term|content)$/

/**
 * In which platforms put the id of the click: Google (4), Meta, TikTok, Microsoft, LinkedIn, Yahoo! JAPAN (3), LINE, X,
 * Pinterest, Snap, Reddit, OpenAI.
 */
const clickId =
  /^(gclid|gbraid|wbraid|dclid|fbclid|ttclid|msclkid|li_fat_id|yclid|_ly_c|_ly_r|ldtag_cl|twclid|epik|sccid|rdt_cid|oppref)$/i

/** What the address of this page names; undefined when it names no campaign. */
export function readCampaign(): Campaign | undefined {
  const campaign: Campaign = { click_ids: {} }
  let found: Campaign | undefined
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (utm.test(name)) campaign[name as `utm_${string}`] = value.slice(0, 256)
    else if (clickId.test(name)) campaign.click_ids[name] = value.slice(0, 1_024)
    else continue
    found = campaign
  }
  return found
}
