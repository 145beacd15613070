### Custom fields.

nav-fields = Custom fields
fields-targets = Whose fields they are
fields-of-customers = Customers
fields-of-organizations = Organizations
fields-of-tickets = Tickets
fields-none = There are no fields here yet. Add what you need to know that is not in the record, such as a tax number or a segment.
fields-none-of-tickets = There are no fields here yet. Each field belongs to one department’s tickets: add the department first.
fields-used = Fields in use
fields-add = Add field
fields-go-on = Continue
fields-name = Name
fields-kind = Type
fields-kind-text = Text
fields-kind-long-text = Text of several lines
fields-kind-number = Number
fields-kind-date = Date
fields-kind-select = One option
fields-kind-multi-select = Several options
fields-kind-checkbox = Yes or no
fields-kind-email = E-mail
fields-kind-phone = Phone
fields-kind-url = Web address
fields-kind-cpf = CPF
fields-kind-cnpj = CNPJ
fields-department = Department
fields-required = Required
fields-required-hint = Whoever adds a record from now on must fill it in. Existing records stay as they are.
fields-limits = Options or limit
fields-up-to = { $count ->
    [one] up to { $shown } character
   *[other] up to { $shown } characters
}
fields-options = Options
fields-options-hint = One on each line, in the order in which they appear.
fields-max-length = Maximum number of characters
fields-max-length-hint = Blank means no limit.
fields-edit-one = Edit “{ $name }”
fields-up-one = Move “{ $name }” up
fields-down-one = Move “{ $name }” down
fields-retire = Retire
fields-retire-one = Retire “{ $name }”
fields-bring-back = Bring back
fields-bring-back-one = Bring back “{ $name }”
fields-retired = Retired fields
fields-retired-hint = Their values stay visible, but no new ones can be filled in.
fields-lost = Nothing was saved yet. You are removing options that are in use:
fields-users = { $count ->
    [one] { $shown } record has this option.
   *[other] { $shown } records have this option.
}
fields-users-many = { $shown } records or more have this option.
fields-sure = Remove them anyway
fields-sure-hint = Records that have these options stay as they are; the options just cannot be chosen any more.
fields-preview = Preview
fields-preview-hint = This is how the fields look to whoever fills them in. Nothing here is saved.
fields-preview-none = No field is in use.
done-field-added = The field was added.
done-field-moved = The field was moved.
done-field-retired = The field was retired. Its values stay visible, and you can bring it back.
done-field-brought-back = The field was brought back.
