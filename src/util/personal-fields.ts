// Which fields are personal by their name: a person's name or address, a number to call, a password.

const contact = /^(.*[_.-])?(e?[-_]?mail([-_]?address)?|phone([-_]?number)?|tel|mobile|fax|password|passwd)$/i
const partOfName = /^(.*[_.-])?(first|last|full|given|family|sur|middle)[-_]?name([-_]kana)?$/i
const somebody =
  `customer|user|person|contact|recipient|receiver|sender|billing|shipping|delivery|card[-_]?holder|payer|
  buyer|member|guest|lead|applicant|attendee|employee|owner`.replaceAll(/\s/g, '')
/** `customer_name`, `shipping.name`: whose name it is stands before it. A bare `name` may be a product's. */
const nameOfSomebody = new RegExp(`^(.*[_.-])?(${somebody})[-_.]?name([-_]kana)?$`, 'i')
const isSomebody = new RegExp(`^(.*[_.-])?(${somebody})s?$`, 'i')
const ofPlace = 'street|postal|home|mail|mailing|billing|shipping|delivery|customer|user|contact|recipient'
const address = new RegExp(`^((.*[_.-])?(${ofPlace})[-_.]?)?(address|street)([-_]?(line)?[-_]?\\d)?$`, 'i')
const japanese = /^(お?名前|氏名|姓名|姓|名|.*(フリガナ|ふりがな)|.*住所.*|番地)$/s

/** Without any of these in it no field is personal. */
const maybePersonal = /mail|phone|tel|mobile|fax|passw|name|address|street|[名姓住番]|フリガナ|ふりがな/i

/** Whether a text may hold the name of a personal field; most do not. */
export function mayNamePersonal(text: string): boolean {
  return maybePersonal.test(text)
}

/**
 * Whether a field's name says that its value is personal, whatever the value looks like.
 * @param within the field around it: in `customer: { name }` it is somebody's name.
 */
export function isPersonalField(field: string, within = ''): boolean {
  if (!mayNamePersonal(field)) return false
  const snake = snakeCase(field)
  if (contact.test(snake) || partOfName.test(snake) || nameOfSomebody.test(snake)) return true
  if (/^name([-_]kana)?$/i.test(snake) && isSomebody.test(snakeCase(within))) return true
  return address.test(snake) || japanese.test(field)
}

/** Whether it is somebody's address, which is often a set of fields that all tell. */
export function isAddressField(field: string): boolean {
  return address.test(snakeCase(field)) || /住所/.test(field)
}

function snakeCase(field: string): string {
  return field.replace(/([a-z])([A-Z])/g, '$1_$2')
}

/** What else tells of one person alone, in what a CRM or a site knows of people. */
const ownWords =
  /^(user[-_]?name|nick[-_]?name|login|avatar|photo|birth[-_]?(day|date)|date[-_]of[-_]birth|dob|zip([-_]?code)?|post(al)?[-_]?code|ip([-_]?address)?|セイ|メイ|担当者名?|顧客名|生年月日|誕生日|郵便番号)$/i

/**
 * Whether an attribute of persons tells who somebody is, whatever its value looks like.
 * @param name of a column or a trait; dotted where it lies inside another: `company.industry`.
 */
export function isOfOnePerson(name: string): boolean {
  const parts = name.split('.').map((part) => part.trim().replaceAll(/\s+/g, '_'))
  return (
    /^name$/i.test(parts[0]!) ||
    parts.some((part, index) => isPersonalField(part, parts[index - 1]) || ownWords.test(snakeCase(part)))
  )
}
