// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/cost.h>
#include <core/result.h>

#include <QCoroTask>

#include <optional>

namespace sm::costs {

/// Keeps the answers of Cost Explorer longer than the program runs: text by name.
class ExplorerArchive
{
public:
    /// How long something is worth keeping. What is open is asked for again when it is old, but kept until then and
    /// longer: it is what is shown when nothing may be asked.
    enum class Keep { ForEver, Open };

    struct Kept
    {
        QByteArray text;
        CostOrigin origin = CostOrigin::Store;
    };

    virtual ~ExplorerArchive() = default;

    /// Nothing when there is none of this name.
    /// \error Kind::Storage
    virtual QCoro::Task<Result<std::optional<Kept>>> read(QString name, CancelToken token) = 0;
    /// Takes the place of what had the name.
    /// \error Kind::Storage
    virtual QCoro::Task<Result<void>> write(QString name, QByteArray text, Keep keep, CancelToken token) = 0;
};

} // namespace sm::costs
