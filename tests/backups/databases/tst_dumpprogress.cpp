// SPDX-License-Identifier: GPL-3.0-or-later
#include "dumpprogress.h"

#include "clientrun.h"
#include "dumparchive.h"

#include <QTest>

using namespace sm;
using namespace sm::backups;
using namespace Qt::Literals::StringLiterals;

class TestDumpProgress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_ofTables_areCounted_andOthersAreNot()
    {
        QStringList told;
        DumpProgress progress(2, [&told](const QString &line) { told << line; });

        progress.line("pg_dump: reading user-defined tables");
        progress.line("pg_dump: dumping contents of table \"public.orders\"");
        progress.line("pg_restore: processing data for table \"public.it\"s\"");
        progress.line("pg_dump: dumping contents of table \"x.\x1b[31mred\"");

        QCOMPARE(told,
            (QStringList{u"table 1 of 2: public.orders"_s, u"table 2 of 2: public.it\"s"_s, u"table 3: x.red"_s}));
    }

    void complaint_isTheFirstError()
    {
        const QByteArray errors
            = "pg_restore: creating TABLE \"public.a\"\npg_restore: error: could not execute query: "
              "ERROR:  no room\nCommand was: CREATE …\npg_restore: error: worker died\n";

        QCOMPARE(complaintIn(errors), u"could not execute query: ERROR:  no room"_s);
        QCOMPARE(complaintIn("pg_dump: all well\n"), QString());
    }

    void list_ofAnArchive_givesItsTables()
    {
        const QByteArray list = ";\n; Archive created at 2026-11-29\n;     TOC Entries: 9\n"
                                "215; 1259 16385 TABLE public orders tester\n"
                                "3321; 0 16385 TABLE DATA public orders tester\n"
                                "3322; 0 16390 TABLE DATA x.y  TABLE DATA me\n"
                                "3400; 0 0 SEQUENCE SET public s tester\n"
                                "99; 0 0 COMMENT - TABLE DATA\n";

        const ArchiveList found = ArchiveList::of(list);

        QCOMPARE(found.tables, (QList<int>{3321, 3322}));
        QVERIFY(!found.hasLargeObjects);
        QVERIFY(ArchiveList::of("3330; 0 0 BLOBS - BLOBS \n").hasLargeObjects);
    }
};

QTEST_GUILESS_MAIN(TestDumpProgress)
#include "tst_dumpprogress.moc"
