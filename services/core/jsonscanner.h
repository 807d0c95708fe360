// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace sm {

/// Walks JSON (RFC 8259) once from its beginning to its end and builds nothing: for long answers that become something
/// else than a QJsonObject.
///
///     JsonScanner json(text);
///     json.enterObject();
///     while (json.nextMember()) {
///         if (json.name() == "Users")
///             …
///         else
///             json.skip();
///     }
///     if (!json.finish())
///         return …;
///
/// The value after each nextMember() and nextElement() has to be read, entered or skipped. At the first byte that is
/// wrong the scanner fails: from then on there is no next member or element and every value is empty.
class JsonScanner
{
public:
    enum class Kind { Null, Scalar, Object, Array };

    /// \p text outlives the scanner.
    explicit JsonScanner(QByteArrayView text);

    /// What the value is that comes next.
    Kind kind();
    /// Fails when the value is none.
    void enterObject();
    bool nextMember();
    /// Of the member that nextMember() found; valid until the next name is read.
    QByteArrayView name() const { return m_name; }
    void enterArray();
    bool nextElement();
    /// A string's content as UTF-8, or a number, \c true or \c false as it stands; empty for null. Fails for objects
    /// and arrays. Valid until the next value is read.
    QByteArrayView scalar();
    void skip();

    /// The reader could not use what it found.
    void fail();
    /// Whether the text ended where its value did, and nothing in it was wrong.
    bool finish();

private:
    char peek();
    bool take(char byte);
    bool next(char end);
    QByteArrayView string(QByteArray &unescaped);
    QByteArrayView escapedString(const char *begin, QByteArray &unescaped);
    bool appendEscape(QByteArray &text);
    char32_t hexDigits();
    QByteArrayView word();
    void skipNested(int depth);

    const char *m_at;
    const char *m_end;
    QByteArrayView m_name;
    QByteArray m_unescapedName;
    QByteArray m_unescapedValue;
    bool m_first = false; ///< nothing was read since an object or array was entered
    bool m_failed = false;
};

} // namespace sm
