package dev.usher.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactBookTest {
  private static final Path FILE = Path.of("contacts.toml");
  private static final String TEXT =
      """
      # people of the lab
      bob = "192.168.1.5:7081"   # second floor

      "李" = "udp://[fe80::1]:7081"
      anna = "lab-7"\
      """;

  @TempDir Path folder;

  private static ContactBook book(String text) throws Complaint {
    return ContactBook.parse(FILE, text);
  }

  @Test
  void itReadsWhatPeopleWrite() throws Exception {
    assertThat(book(TEXT).contacts())
        .extracting(c -> c.name() + " " + c.address() + " " + c.anyPort())
        .containsExactlyInAnyOrder(
            "bob udp://192.168.1.5:7081 false",
            "李 udp://[fe80::1]:7081 false",
            "anna udp://lab-7:7081 true");
  }

  @Test
  void whatPeopleWroteStays() throws Exception {
    ContactBook more = book(TEXT).with(Contact.of("zoe", "10.0.0.1"));
    assertThat(more.text()).isEqualTo(TEXT + "\nzoe = \"10.0.0.1\"\n");
    assertThat(more.with(Contact.of("李", "10.0.0.2:1")).text())
        .isEqualTo(more.text().replace("udp://[fe80::1]:7081", "10.0.0.2:1"));
    Contact bob = more.named("bob");
    assertThat(more.without(bob).text())
        .isEqualTo(more.text().replaceAll("bob.*\n", ""))
        .contains("# people of the lab");
  }

  @Test
  void whoMayReadItIsNotChanged(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("contacts.toml"), TEXT);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    ContactBook.change(file, book -> book.with(Contact.of("zoe", "10.0.0.1")));
    assertThat(Files.readString(file)).contains("zoe");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatItCannotChangeWithoutSpoilingItLeavesToPeople() throws Exception {
    ContactBook odd = book("bob = \"\"\"\n10.0.0.1\"\"\"\n");
    assertThatThrownBy(() -> odd.without(odd.named("bob")))
        .hasMessageContaining("edit it yourself");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a = "1.2.3.4"; b = 1.2.3.4          | line 2: Unexpected '.'
          a = "1.2.3.4"; a = "1.2.3.4"        | line 2: a previously defined
          "a\\q" = "1.2.3.4"                  | Invalid escape sequence
          a = 5                               | line 1: an address in quotes
          ;;[a]                               | line 3: an address in quotes
          a = "tcp://1.2.3.4"                 | line 1: "tcp://1.2.3.4" is not an address
          a = "1.2.3.4:0"                     | line 1: "1.2.3.4:0" is not an address
          a = "1.2.3.4?from=::1"              | line 1: "1.2.3.4?from=::1" is not an address
          "a b" = "1.2.3.4"                   | line 1: "a b" is not a name
          12 = "1.2.3.4"                      | line 1: "12" is not a name
          host = "1.2.3.4"                    | line 1: "host" is not a name
          """)
  void aMistakeIsToldWithItsLine(String text, String complaint) {
    assertThatThrownBy(() -> book(text.replace(";", "\n")))
        .isInstanceOf(Complaint.class)
        .hasMessageStartingWith("the contact book contacts.toml, ")
        .hasMessageContaining(complaint);
  }

  @Test
  void itIsWrittenWhereALinkLeads() throws Exception {
    Path real = Files.writeString(folder.resolve("real"), "# mine\n");
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    ContactBook.read(link).with(Contact.of("bob", "10.0.0.1:5")).write();
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("# mine\nbob = \"10.0.0.1:5\"\n");
    assertThat(Files.list(folder)).hasSize(2);
  }

  @Test
  void oneThatIsNotUtf8SaysWhatToDo() throws Exception {
    Path file = Files.write(folder.resolve("gbk"), "\"李\" = \"10.0.0.1\"".getBytes("GBK"));
    assertThatThrownBy(() -> ContactBook.read(file))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("is not UTF-8; save it as UTF-8");
  }

  @Test
  void whoAddsAtTheSameMomentLosesNobody() throws Exception {
    Path file = folder.resolve("contacts.toml");
    List<Usher> all = new ArrayList<>();
    try {
      for (int i = 0; i < 6; i++) {
        String name = "bob" + i;
        all.add(
            Usher.start(folder, "chat", "contacts", "--contacts=" + file, "add", name, "10.0.0.1"));
      }
      for (Usher each : all) assertThat(each.exit()).as(() -> each.errors()).isZero();
    } finally {
      all.forEach(Usher::close);
    }
    assertThat(ContactBook.read(file).contacts()).hasSize(6);
  }

  @Test
  void aFolderThatIsNotThereIsMade() throws Exception {
    Path file = folder.resolve("a/b/contacts.toml");
    assertThat(ContactBook.read(file).contacts()).isEmpty();
    ContactBook.read(file).with(Contact.of("bob", "10.0.0.1:5")).write();
    assertThat(ContactBook.read(file).contacts()).hasSize(1);
  }

  @Property
  void noTextIsTooStrange(@ForAll String text) {
    try {
      assertThat(book(text).text()).isEqualTo(text);
    } catch (Complaint e) {
      assertThat(e).hasMessageStartingWith("the contact book contacts.toml");
    }
  }

  @Property
  void whoeverMayBeAddedIsFoundAgain(@ForAll String name) throws Exception {
    Contact contact;
    try {
      contact = Contact.of(name, "10.0.0.1:5");
    } catch (Complaint _) {
      return;
    }
    assertThat(book(TEXT).with(contact).named(name)).isEqualTo(contact);
  }
}
