// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <process/outcome.h>

#include <functional>

namespace sm::process {

/// What comes over one stream: handed on line by line, and the last of it kept.
class Received
{
public:
    using Line = std::function<void(const QByteArray &)>;
    /// Longer lines come in pieces of this many bytes.
    static constexpr qsizetype longestLine = 64 * 1024;

    /// \p line may be empty: nobody listens.
    Received(qsizetype keptBytes, Line line);

    void add(const QByteArray &bytes);
    /// The last line, where it had no line end.
    void finish();
    const Kept &kept() const { return m_kept; }

private:
    void keep(const QByteArray &bytes);
    void split(const QByteArray &bytes);
    void hand(QByteArray line) const;

    qsizetype m_limit;
    Line m_line;
    Kept m_kept;
    QByteArray m_unfinished; ///< the beginning of a line; no longer than longestLine
};

} // namespace sm::process
