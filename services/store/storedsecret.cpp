// SPDX-License-Identifier: GPL-3.0-or-later
#include "storedsecret.h"

#include "secretservice.h"

namespace sm::store {

Result<Secret> storedSecret(const QString &name)
{
    const auto service = SecretService::open();
    if (!service)
        return service.error();
    return (*service)->find(name);
}

Result<void> keepSecret(const QString &name, const QString &label, const Secret &secret)
{
    const auto service = SecretService::open();
    if (!service)
        return service.error();
    return (*service)->keep(name, label, secret);
}

Result<void> forgetSecret(const QString &name)
{
    const auto service = SecretService::open();
    if (!service)
        return service.error();
    return (*service)->forget(name);
}

} // namespace sm::store
