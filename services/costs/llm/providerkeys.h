// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "provider.h"

#include <core/canceltoken.h>
#include <core/result.h>
#include <core/secret.h>

#include <QCoroTask>

namespace sm::llmcosts {

/// Where the admin keys of providers are.
class ProviderKeys
{
public:
    virtual ~ProviderKeys() = default;

    /// \error Kind::NotFound (code "NoProviderKey") there is none
    /// \error Kind::Storage  (code "KeyringUnavailable") the keyring is locked or not there
    virtual QCoro::Task<Result<Secret>> key(Provider provider, CancelToken token) = 0;
    /// Keeps \p key from now on.
    /// \error Kind::Invalid it is empty or has characters that no header may have
    /// \error Kind::Storage (code "KeyringUnavailable") the keyring is locked or not there
    virtual QCoro::Task<Result<void>> keep(Provider provider, Secret key, CancelToken token) = 0;
    /// Takes it out of there; nothing happens when there is none.
    /// \error Kind::Storage (code "KeyringUnavailable") the keyring is locked or not there
    virtual QCoro::Task<Result<void>> forget(Provider provider, CancelToken token) = 0;
};

/// In the desktop's keyring, and nowhere else: no file, no environment, no command line.
class KeyringProviderKeys final : public ProviderKeys
{
public:
    QCoro::Task<Result<Secret>> key(Provider provider, CancelToken token) override;
    QCoro::Task<Result<void>> keep(Provider provider, Secret key, CancelToken token) override;
    QCoro::Task<Result<void>> forget(Provider provider, CancelToken token) override;
};

} // namespace sm::llmcosts
