# SPDX-License-Identifier: GPL-3.0-or-later
"""Cognito: two user pools whose people are in every state that a console has to deal with.

The users are put into moto's memory directly: dates in the past can not be set through the API, and 1,500
calls would take ten seconds.
"""
import string
import uuid

from . import cognito
from .account import ACCOUNT_ID, REGION
from .people import invent

CONFIRMED, INVITED, RESET, SIGNED_UP = "CONFIRMED", "FORCE_CHANGE_PASSWORD", "RESET_REQUIRED", "UNCONFIRMED"
STATES = {CONFIRMED: 84, INVITED: 11, RESET: 3, SIGNED_UP: 2}  # in per cent
DISABLED = 0.06
GROUP_SHARES = {"Admins": 0.03, "Analysts": 0.27, "Viewers": 0.65}
GROUPS = [("Admins", 1, "Full access: users, data and settings"),
          ("Analysts", 10, "Run queries and export their results"),
          ("Viewers", 20, "Read dashboards")]

ENERGY = {"name": "energy-insights-demo", "domain": "example.com", "groups": GROUPS, "policy": {
    "MinimumLength": 10, "RequireUppercase": True, "RequireLowercase": True, "RequireNumbers": True,
    "RequireSymbols": True, "TemporaryPasswordValidityDays": 7}}
PARTNERS = {"name": "partner-portal-demo", "domain": "partner.example", "groups": GROUPS[2:], "policy": {
    "MinimumLength": 14, "RequireUppercase": False, "RequireLowercase": True, "RequireNumbers": True,
    "RequireSymbols": False, "TemporaryPasswordValidityDays": 2}}
PARTNER_COUNT = 30


def fill(account):
    from moto.cognitoidp.models import cognitoidp_backends

    cognito.behave_like_aws()
    backend = cognitoidp_backends[ACCOUNT_ID][REGION]
    pools = [fill_pool(backend, account, ENERGY, account.users),
             fill_pool(backend, account, PARTNERS, PARTNER_COUNT)]
    return {"pools": pools}


def fill_pool(backend, account, plan, count):
    """Makes one pool with its groups and count users; returns what to report of it."""
    chance = account.chance(plan["name"])
    pool = create_pool(backend, account, plan, chance)
    for name, precedence, description in plan["groups"]:
        group = backend.create_group(pool.id, name, description, None, precedence)
        group.creation_date = group.last_modified_date = account.ago(380)
    states = {}
    for person in invent(count, plan["domain"], chance):
        user = create_user(pool, account, person, chance)
        join_groups(pool, user, chance)
        states[user.status.value] = states.get(user.status.value, 0) + 1
    return {"id": pool.id, "name": pool.name, "users": count, "states": states}


def create_pool(backend, account, plan, chance):
    pool = backend.create_user_pool(plan["name"], {
        "Policies": {"PasswordPolicy": dict(plan["policy"])},
        "AutoVerifiedAttributes": ["email"],
        "Schema": cognito.standard_schema() + [
            {"Name": "department", "AttributeDataType": "String", "Mutable": True,
             "StringAttributeConstraints": {"MinLength": "0", "MaxLength": "64"}}]})
    del backend.user_pools[pool.id]
    pool.id = "%s_%s" % (REGION, "".join(chance.choices(string.ascii_letters + string.digits, k=9)))
    pool.arn = "arn:aws:cognito-idp:%s:%s:userpool/%s" % (REGION, ACCOUNT_ID, pool.id)
    pool.creation_date, pool.last_modified_date = account.ago(400), account.ago(30)
    backend.user_pools[pool.id] = pool
    return pool


def create_user(pool, account, person, chance):
    from moto.cognitoidp.models import CognitoIdpUser, UserStatus

    state = chance.choices(list(STATES), list(STATES.values()))[0]
    user = CognitoIdpUser(pool.id, person.address, None, UserStatus(state), attributes_of(person, state, chance))
    user.id = str(uuid.UUID(int=chance.getrandbits(128), version=4))
    user.update_attributes([{"Name": "sub", "Value": user.id}])
    user.enabled = chance.random() >= DISABLED
    user.create_date, user.last_modified_date = dates(account, state, chance)
    pool.users[user.username] = user
    return user


def attributes_of(person, state, chance):
    """Who has not confirmed the sign-up has an unverified address; some others have one as well."""
    verified = state != SIGNED_UP and chance.random() < 0.97
    attributes = {"email": person.address, "email_verified": "true" if verified else "false",
                  "name": "%s %s" % (person.given, person.family), "given_name": person.given,
                  "family_name": person.family, "custom:department": person.department}
    if person.phone:
        attributes.update(phone_number=person.phone, phone_number_verified="true")
    return [{"Name": name, "Value": value} for name, value in attributes.items()]


def dates(account, state, chance):
    """Created and last changed. Invitations are weeks old at most, and about half of them have expired."""
    if state == INVITED:
        created = chance.uniform(0.05, 14)
        return account.ago(created), account.ago(created)
    created = chance.uniform(3, 365)
    return account.ago(created), account.ago(created * chance.random() ** 2)


def join_groups(pool, user, chance):
    """Most are in one group, some in two, a few in none."""
    for name, group in pool.groups.items():
        if chance.random() < GROUP_SHARES[name]:
            group.users.add(user)
            user.groups.add(group)
