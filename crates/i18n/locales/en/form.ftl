### What is in every form.

form-required = Fields marked * are required.
form-choose = Choose…
form-yes = Yes
form-no = No
form-no-longer-an-option = { $name } (no longer an option)
