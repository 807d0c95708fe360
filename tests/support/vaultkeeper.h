// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/executor.h>
#include <operations/kindplanner.h>
#include <vault/vault.h>

#include <QFile>

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

/// Keeps texts in a vault as the Runner lets it: "keeper:keep" with {asset, files: {name: content}}, and any members of
/// a manifest in \c manifest. It gives {asset, backup}.
class VaultKeeper final : public operations::Executor, public operations::KindPlanner
{
public:
    explicit VaultKeeper(const backups::Vault &vault)
        : m_vault(vault)
    {
    }
    QString kind() const override { return u"keeper"_s; }
    Result<Step> planned(Step step, const SystemInfo &, QSet<QString> &) const override
    {
        step.tier = Tier::Reversible;
        step.repeat = Repeat::Unsafe;
        return step;
    }
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override
    {
        const QJsonObject with = step.operation.with;
        backups::Manifest begun = manifest;
        begun.asset = with[u"asset"].toString();
        const auto draft = co_await m_vault.begin(permit, begun);
        if (!draft)
            co_return draft.error();
        const QJsonObject files = with[u"files"].toObject();
        for (auto it = files.begin(); it != files.end(); ++it) {
            QFile file(draft->folder + u'/' + it.key());
            if (!file.open(QIODevice::WriteOnly) || file.write(it->toString().toUtf8()) < 0)
                co_return Error(Error::Kind::Storage, file.errorString());
        }
        const auto kept = co_await m_vault.commit(permit, *draft, {}, token);
        if (!kept)
            co_return kept.error();
        co_return operations::Applied{{{u"asset"_s, kept->manifest.asset}, {u"backup"_s, kept->manifest.id}}, {}, {}};
    }

    backups::Manifest manifest = made(); ///< what the next backup says of itself

private:
    static backups::Manifest made()
    {
        backups::Manifest manifest;
        manifest.kind = u"table"_s;
        manifest.system = u"demo"_s;
        return manifest;
    }

    const backups::Vault &m_vault;
};

} // namespace sm::test
