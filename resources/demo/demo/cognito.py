# SPDX-License-Identifier: GPL-3.0-or-later
"""Where moto's Cognito differs from AWS's in ways that somebody at the demo would notice, it is put right here."""
import functools

MARK = "behaves_like_aws"


def behave_like_aws():
    """Wraps moto's backend once; a second call changes nothing."""
    from moto.cognitoidp.models import CognitoIdpBackend

    if getattr(CognitoIdpBackend, MARK, False):
        return
    setattr(CognitoIdpBackend, MARK, True)
    for name in ("admin_disable_user", "admin_enable_user", "admin_set_user_password", "admin_reset_user_password",
                 "admin_confirm_sign_up"):
        setattr(CognitoIdpBackend, name, _moving_the_date(getattr(CognitoIdpBackend, name)))
    CognitoIdpBackend.admin_create_user = _checking(CognitoIdpBackend.admin_create_user)


def standard_schema():
    """The attributes that every pool on AWS has; moto forgets them when a pool has one of its own."""
    from moto.cognitoidp.models import CognitoIdpUserPoolAttribute

    return [{"Name": name, **schema} for name, schema in CognitoIdpUserPoolAttribute.STANDARD_SCHEMA.items()]


def _moving_the_date(operation):
    """AWS: these calls move UserLastModifiedDate. moto moves it with attribute changes only."""

    @functools.wraps(operation)
    def wrapped(self, user_pool_id, username, *rest, **named):
        answer = operation(self, user_pool_id, username, *rest, **named)
        _touch(self.admin_get_user(user_pool_id, username))
        return answer

    return wrapped


def _checking(create):
    """AWS: a temporary password has to meet the pool's policy, and RESEND renews the invitation of the user
    who is there. moto takes any password, and RESEND makes a second user with a new sub and no groups."""

    @functools.wraps(create)
    def wrapped(self, user_pool_id, username, message_action, temporary_password, attributes):
        if temporary_password:
            self._validate_password(user_pool_id, temporary_password)
        if message_action != "RESEND":
            return create(self, user_pool_id, username, message_action, temporary_password, attributes)
        return _resend(self.admin_get_user(user_pool_id, username), temporary_password)

    return wrapped


def _resend(user, temporary_password):
    """AWS: only who has not yet chosen a password can be invited again; that restarts the validity."""
    from moto.cognitoidp.models import UserStatus
    from moto.core.exceptions import JsonRESTError

    if user.status is not UserStatus.FORCE_CHANGE_PASSWORD:
        raise JsonRESTError("UnsupportedUserStateException",
                            "Resend not possible. User status is not FORCE_CHANGE_PASSWORD")
    if temporary_password:
        user.password = temporary_password
    _touch(user)
    return user


def _touch(user):
    from moto.core.utils import utcnow

    user.last_modified_date = utcnow()
