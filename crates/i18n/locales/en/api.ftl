### What the API answers to those who call it.
### $kind: label (custom field), key (parameter) or none; $field: its name; $count: a number.

# How most sentences begin.
subject = { $kind ->
    [label] The field “{ $field }”
    [key] The parameter { $field }
   *[none] A parameter
}

## Token and plan

token-missing = The access token is missing: send it in the Authorization header, after the word Bearer.
token-invalid = The access token is not valid: check that it is complete and has not been revoked.
token-expired = The access token has expired: ask the account's administrator for a new one.
token-address = The access token may not be used from this IP address.
token-read-only = The access token may only read: to write, use a token for reading and writing.
role = What you may do does not include this.
plan = { $kind ->
    [none] This account's plan does not include this feature.
   *[other] { subject } is not available on this account's plan.
}

## Values

required = { subject } is required and may not be blank.
too-long = { subject } has more than { $count } { $count ->
    [one] character
   *[other] characters
}.
too-short = { subject } has fewer than { $count } { $count ->
    [one] character
   *[other] characters
}.
control-character = { subject } contains a control character: only tabs and line breaks are accepted.
not-an-email = { subject } must be a valid e-mail address, such as name@example.com.
not-a-flag = { subject } must be 1 (yes) or 0 (no).
not-a-number = { subject } must be a number without thousands separators, such as 1500 or -12.5.
not-a-date = { subject } must be a date of the calendar, written as YYYY-MM-DD or DD/MM/YYYY.
not-a-url = { subject } must be a complete address, without spaces, that begins with http:// or https://.
not-a-phone = { subject } must be a telephone number of 3 to 20 digits; besides them, only spaces and the signs + ( ) - . / x # are accepted.
not-a-cpf = { subject } must be a valid CPF, 11 digits with or without punctuation.
not-a-cnpj = { subject } must be a valid CNPJ, 14 digits or letters with or without punctuation.
not-a-language = { subject } must be pt-BR, es_ES or en-US.
not-an-option = { subject } accepts only the options configured in the account.
not-options = { subject } must have one option on each line, each only once and without the sign |.
ambiguous = { subject } is the name of more than one record: give the id.
not-a-locator = { subject } must be I (internal id) or E (e-mail).
not-with-internal-id = { subject } is only accepted when the customer is identified by e-mail (customer_type_id=E).
not-admitted = { subject } names a customer that is inactive or has not been approved.
same-customer = A customer cannot be merged with itself: choose another one.
changed-meanwhile = { subject } names a record that has changed since it was shown: look at it again first.
not-undoable = This can no longer be undone: it was undone already, or its time is over.
mother-loop = { subject } may not be the organization itself nor one that belongs to it.
not-a-page = { subject } must be a whole number from 1.
not-a-column = { subject } must be one of the columns that this list can be ordered by: name, creation_date or id.
not-an-order = { subject } must be ASC or DESC.
not-a-count = { subject } must be a whole number within the limits of this operation.
not-a-cursor = { subject } must be a cursor from an earlier answer of this list.
not-a-role = { subject } must be administrator, operator or read-only.
last-administrator = { subject } has to stay as it is: nobody else could add operators.
wrong-code = { subject } is not the code that the telephone shows now, or was used already.
not-the-same = { subject } is not the same as above.
wrong-password = { subject } is not right: type the password that you sign in with.
not-a-choice = { subject } must be one of the choices offered.
not-a-network = { subject }: line { $count } is neither an IP address nor a network such as 203.0.113.0/24.
past = { subject } must lie in the future.
not-a-time-zone = { subject } must be a time zone of the IANA database, such as America/Sao_Paulo.
not-a-rate = { subject } must be a whole number from 1 to 1,000,000.
not-a-colour = { subject } must be a colour of six hexadecimal digits, such as #0b5c6b.
low-contrast = { subject } is a colour on which neither white nor dark text reaches a contrast of 4.5:1: choose a darker or a lighter one.
not-a-picture = { subject } must be a PNG, JPEG or WebP picture of at most 256 KB and 2,048 pixels on each side.
not-a-mode = { subject } must be upsert or create.
only-with-atomic = An Idempotency-Key is only accepted with atomic=true: without it, send the batch again in upsert mode, which is safe to repeat.
not-an-idempotency-key = The Idempotency-Key header must have 1 to 255 visible ASCII characters, without spaces.
repeated = { subject } was sent more than once with different values: send only one.
malformed-key = { subject } has a malformed name: use the plain name or, for custom fields, custom_field[ID].
body-missing = The request has no body: send the parameters as multipart/form-data, application/x-www-form-urlencoded or application/json.
body-unreadable = The parameters could not be read: check that the body is in the format that the Content-Type header declares.
body-encoding = The request contains bytes that are not text in UTF-8 or in the declared character set.
row-uneven = The row does not have { $count } { $count ->
    [one] field
   *[other] fields
} as the first row of the file has: check delimiters, quotation marks and line breaks.
row-too-long = The row or one of its fields is too long: probably a quotation mark is missing in this row or before it.
row-not-text = The row contains bytes that are not text in the file's encoding.
import-state = This import does not stand where that can be done with it: look at its state.
undo-too-late = The time in which this import could be undone is over.
duplicate = { subject } has a value that another record of this account already uses.
unknown-parameter = { subject } is not part of this operation: check its name or leave it out.
idempotency-conflict = The value of the Idempotency-Key header was already used for another request: make a new one for each operation.

## References

not-found = { $kind ->
    [none] No record of this account matches what was given.
   *[other] { subject } does not match any record of this account.
}

## Notices

customer-created = The customer has been created.
customer-updated = The customer has been updated.
customer-linked = The customer has been linked to the department.
customer-unlinked = The customer is no longer linked to the department.
permission-updated = The customer's permission has been updated.
quick-access-created = The quick access link has been created.
organization-created = The organization has been created.
organization-found = An organization with this name or e-mail already existed: its id is in this answer.
organization-updated = The organization has been updated.
page-not-found = This page is past the end of the list.
too-many-requests = Too many requests for this access token: wait for as long as the Retry-After header says.
precondition-failed = The record has changed since it was read, or exists already: read it again before writing.
path-not-found = This address does not exist in the API: check the path of the request.
method-not-allowed = This address does not accept the method used: those it accepts are in the Allow header.
content-too-large = The body of the request is larger than the server accepts.
unsupported-media-type = The type of the body is not accepted: send multipart/form-data, application/x-www-form-urlencoded or application/json, uncompressed.
request-timeout = The request took too long to arrive: send it again.
unavailable = The service is not available at the moment: try again shortly.
internal-error = An unexpected error occurred on the server: if it happens again, give the X-Request-Id of the response to support.
