// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::aws {

/// Says whether an operation changes something. The catalog of writes answers it for the Caller, which lies below.
class OperationKind
{
public:
    virtual ~OperationKind() = default;
    /// True unless the operation is known to be a read: what nobody knows is a write.
    virtual bool isWrite(const QString &service, const QString &operation) const = 0;
};

} // namespace sm::aws
