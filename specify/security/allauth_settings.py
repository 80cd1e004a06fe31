"""How allauth is told to behave; the settings take all of these over.

In: nothing. Out: settings. People sign in with their Specify user name. There is no signing up, no reset by e-mail and
no account row of allauth's own; wrong passwords are slowed by `throttle.py`, whose count lives in the database, so
allauth's limits, which count in the process, are off.
"""

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

AUTHENTICATION_BACKENDS = ["specify.security.signing_in.SpecifyBackend"]
PASSWORD_HASHERS = ["specify.security.passwords.SpecifyPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"}]

ACCOUNT_ADAPTER = "specify.security.signing_in.SpecifyAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_UNIQUE_EMAIL = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = False
ACCOUNT_EMAIL_NOTIFICATIONS = False

# Single sign-on: providers stand in the administrator's file, links in Specify's table.
SOCIALACCOUNT_ADAPTER = "specify.security.openid.SignOnAdapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds for each answer of a provider

MFA_ADAPTER = "specify.security.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_RECOVERY_CODE_COUNT = 10
MFA_TOTP_TOLERANCE = 1  # half a minute, for clocks that differ
