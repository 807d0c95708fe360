// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <memory>

namespace sm {

/// Bytes that never reach a log, a journal, a title or a file. Kept out of swap and core dumps and overwritten when
/// the last copy goes. There is no conversion to QString and no QDebug operator, on purpose: reveal() is the one
/// place where a reader of the code sees a secret being used.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArrayView bytes);
    explicit Secret(const QString &text);

    bool isEmpty() const;
    /// Valid as long as this object or a copy lives. Do not keep what you make of it.
    QByteArrayView reveal() const;

    /// Takes the same time wherever the first difference is.
    friend bool operator==(const Secret &a, const Secret &b);

private:
    class Bytes;
    std::shared_ptr<const Bytes> m_bytes;
};

} // namespace sm
