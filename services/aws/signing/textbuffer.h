// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QVarLengthArray>

namespace sm::aws {

/// Text that grows on the stack. A signature is put together from some eighty pieces, and growing QByteArrays would
/// take longer than all of its hashes.
class TextBuffer
{
public:
    TextBuffer &operator<<(QByteArrayView text)
    {
        m_text.append(text.data(), text.size());
        return *this;
    }
    TextBuffer &operator<<(char character)
    {
        m_text.append(character);
        return *this;
    }

    bool isEmpty() const { return m_text.isEmpty(); }
    QByteArrayView view() const { return QByteArrayView(m_text.data(), m_text.size()); }
    QByteArray toByteArray() const { return view().toByteArray(); }

private:
    QVarLengthArray<char, 1024> m_text;
};

} // namespace sm::aws
