// SPDX-License-Identifier: GPL-3.0-or-later
#include "providerkeys.h"

#include <store/storedsecret.h>

#include <QCoreApplication>
#include <QCoroFuture>
#include <QtConcurrent>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sm::llmcosts {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::llmcosts::ProviderKeys", text); }

bool isVisible(char c) { return c > ' ' && c < 0x7F; }

} // namespace

QCoro::Task<Result<Secret>> KeyringProviderKeys::key(Provider provider, CancelToken token)
{
    const QString name = keyNameOf(provider);
    Result<Secret> found = co_await QtConcurrent::run([name] { return store::storedSecret(name); });
    if (token.isCancelled())
        co_return Error::cancelled();
    if (!found && found.error().kind() == Error::Kind::NotFound) {
        co_return Error(Error::Kind::NotFound,
            tr("There is no admin key of %1 in the keyring. `stationmaster llm keep-key %2` keeps one.")
                .arg(titleOf(provider), titleOf(provider).toLower()))
            .withCode(u"NoProviderKey"_s);
    }
    co_return found;
}

QCoro::Task<Result<void>> KeyringProviderKeys::keep(Provider provider, Secret key, CancelToken token)
{
    const QByteArrayView bytes = key.reveal();
    if (bytes.isEmpty() || !std::all_of(bytes.begin(), bytes.end(), isVisible)) {
        co_return Error(Error::Kind::Invalid,
            tr("This is no key: it is empty, or has blanks or other letters in it. Copy it again."));
    }
    const QString name = keyNameOf(provider);
    const QString label = tr("Stationmaster: admin key of %1").arg(titleOf(provider));
    const Result<void> kept
        = co_await QtConcurrent::run([name, label, key] { return store::keepSecret(name, label, key); });
    if (token.isCancelled())
        co_return Error::cancelled();
    co_return kept;
}

QCoro::Task<Result<void>> KeyringProviderKeys::forget(Provider provider, CancelToken token)
{
    const QString name = keyNameOf(provider);
    const Result<void> forgotten = co_await QtConcurrent::run([name] { return store::forgetSecret(name); });
    if (token.isCancelled())
        co_return Error::cancelled();
    co_return forgotten;
}

} // namespace sm::llmcosts
