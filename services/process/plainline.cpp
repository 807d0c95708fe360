// SPDX-License-Identifier: GPL-3.0-or-later
#include "plainline.h"

#include <QRegularExpression>

namespace sm::process {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A string that does not end steers nothing: but for its beginning it stays, so that no text can hide behind one.
QString withoutSteering(QString text)
{
    static const QRegularExpression steering(u"(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]" // colour, cursor
                                             "|\\x1b[\\]PX^_][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)" // title, link
                                             "|\\x1b[ -/]*[0-~]"_s);
    return text.remove(steering);
}

bool isUnseen(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // direction, zero width, tags
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

QString visible(char32_t character)
{
    if (character < 0x20)
        return QString(QChar(static_cast<char16_t>(0x2400 + character)));
    if (character == 0x7f)
        return u"\u2421"_s;
    return u"<U+%1>"_s.arg(static_cast<uint>(character), 4, 16, QChar(u'0')).toUpper();
}

} // namespace

QString plainLine(const QString &text)
{
    QString line;
    for (const uint character : withoutSteering(text).toUcs4()) {
        if (character != '\t' && isUnseen(character))
            line += visible(character);
        else
            line += QChar::fromUcs4(character);
    }
    return line;
}

QString plainLine(QByteArrayView utf8) { return plainLine(QString::fromUtf8(utf8)); }

} // namespace sm::process
