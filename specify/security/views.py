"""The pages of one's account: signing in, signing out, changing the password.

In: requests. Out: allauth's flows on our pages. A form with problems comes back with status 422 and all that was typed,
except passwords; what succeeds redirects with 303, to `next` only when that is an address of this site.
"""

from typing import Any

from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from specify.security.administrators import who_can_help
from specify.security.entering import KEPT
from specify.security.forms import PasswordForm, SignInForm, problems
from specify.security.offering import configured, has_place_for_links, offered
from specify.web.refusals import forbidden


class SignIn(LoginView):  # type: ignore[misc]
    """Name and password."""

    template_name = "account/sign-in.html"
    form_class = SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The name that was typed, the problems, where to go afterwards, and whether a form waits there."""
        form = kwargs.get("form") or self.get_form()
        # What no page may contain (a null, say) is not shown again.
        typed = "".join(one for one in form["login"].value() or "" if one.isprintable())
        providers = {"providers": offered(), "lacks_links": bool(configured()) and not has_place_for_links()}
        asked = {"next": self.get_next_url() or "", "is_kept": KEPT in self.request.GET or KEPT in self.request.POST}
        return {"typed": typed, "problems": problems(form, "password"), **asked, **providers}

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """Sign in and go on."""
        return see_other(super().form_valid(form))

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        """The form again, with what is wrong."""
        answer: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=422)
        return answer


class SignOut(LogoutView):  # type: ignore[misc]
    """A page with the one button; the button."""

    template_name = "account/sign-out.html"

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out and go to the page for signing in; of a sign-in that was begun nothing stays either."""
        answer = see_other(super().post(*args, **kwargs))
        self.request.session.flush()
        return answer


class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    """The old password and twice the new one."""

    template_name = "account/password.html"
    form_class = PasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse those who sign in without a password."""
        user: Any = request.user
        if not user.has_usable_password():
            raise forbidden(_("Your account has no password here that could be changed."), who_can_help())
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The problems; a notice when the password has just been changed."""
        form = kwargs.get("form") or self.get_form()
        notices = [str(message) for message in messages.get_messages(self.request)]
        return {"problems": problems(form, "oldpassword"), "notices": notices}

    def form_valid(self, form: PasswordForm) -> HttpResponse:
        """Store it; other sessions of this person end."""
        return see_other(super().form_valid(form))

    def form_invalid(self, form: PasswordForm) -> HttpResponse:
        """The form again, with what is wrong."""
        answer: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=422)
        return answer


def see_other(response: HttpResponse) -> HttpResponse:
    """The answer to a form: what redirects does so with 303, which asks for a page in any case."""
    if response.status_code == 302:
        response.status_code = 303
    return response


sign_in = SignIn.as_view()
sign_out = SignOut.as_view()
change_password = login_required(ChangePassword.as_view())
